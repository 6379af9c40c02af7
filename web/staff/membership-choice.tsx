import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { chooseLocale } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Card, Row, Stack } from '../ui/card.tsx'
import { Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { chooseMembership, meQuery } from './api.ts'
import type { Me } from './api.ts'
import styles from './staff.module.css'

/** For somebody who works for several organisations: for which one now. */
export function MembershipChoice({ me }: { me: Me }) {
  const [chosen, setChosen] = useState(me.id)
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: () => chooseMembership(chosen),
    onSuccess: async (now) => {
      queries.setQueryData(meQuery.queryKey, now)
      chooseLocale(now.language)
      // Nothing that was fetched for the one organisation is shown in the other.
      const [, mine] = meQuery.queryKey
      await queries.resetQueries({ queryKey: ['staff'], predicate: ({ queryKey }) => queryKey[1] !== mine })
    },
  })
  return (
    <Card aria-labelledby="memberships">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!change.isPending && chosen !== me.id) change.mutate()
        }}
      >
        <Stack>
          <h2 id="memberships">{m.staff_memberships()}</h2>
          <p className={styles.muted}>{m.staff_memberships_text()}</p>
          <Select
            label={m.staff_membership()}
            name="membership"
            value={chosen}
            onChange={(staffId) => {
              setChosen(staffId)
              change.reset()
            }}
            options={me.memberships.map(({ staffId, organisation }) => ({ value: staffId, label: organisation.name }))}
          />
          {change.isError ? <ProblemNotice error={change.error} /> : null}
          {change.isSuccess ? (
            <Notice tone="light" alert title={m.staff_membership_now({ organisation: me.organisation.name })} />
          ) : null}
          <Row>
            <Button type="submit" look="secondary" busy={change.isPending}>
              {m.staff_membership_choose()}
            </Button>
          </Row>
        </Stack>
      </form>
    </Card>
  )
}
