import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { countries, publicPageLimits } from '../../../src/people/public-page.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { LeaveGuard } from '../../staff/leave-guard.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { publicContactQuery, setPublicContact } from '../api.ts'
import type { PublicContact } from '../api.ts'

const countryNames = { se: m.coordinator_pages_se, dk: m.coordinator_pages_dk }

/** How everybody reaches the organisation, and whether its emergency numbers are right. */
export function Reach() {
  const { data, error, refetch } = useQuery(publicContactQuery)
  if (!data) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <Loading />
  return <ReachForm initial={data} />
}

function ReachForm({ initial }: { initial: PublicContact }) {
  const [contact, setContact] = useState(initial)
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => setPublicContact(contact),
    onSuccess: async (saved) => {
      queries.setQueryData(publicContactQuery.queryKey, saved)
      setContact(saved)
      // The texts of the program name them.
      await queries.invalidateQueries({ queryKey: ['staff', 'pages'] })
    },
  })
  const changed = JSON.stringify(contact) !== JSON.stringify(initial)
  const wrongEmail = save.error instanceof ApiProblem && save.error.errors.some(({ field }) => field === 'email')
  return (
    <Card aria-labelledby="reach">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        <Stack>
          <h2 id="reach">{m.coordinator_pages_reach()}</h2>
          {initial.numbersChecked ? null : (
            <Notice tone="light" title={m.coordinator_pages_check_title()}>
              <p>{m.coordinator_pages_check_text()}</p>
            </Notice>
          )}
          <Field
            type="tel"
            label={m.coordinator_pages_phone()}
            mark={m.common_optional()}
            maxLength={publicPageLimits.phone}
            value={contact.phone ?? ''}
            onChange={(phone) => setContact({ ...contact, phone: phone === '' ? null : phone })}
          />
          <Field
            type="email"
            label={m.coordinator_pages_email()}
            mark={m.common_optional()}
            maxLength={publicPageLimits.email}
            value={contact.email ?? ''}
            onChange={(email) => setContact({ ...contact, email: email === '' ? null : email })}
            error={wrongEmail ? m.seeker_contact_email_error() : undefined}
          />
          <Select
            label={m.coordinator_pages_country()}
            hint={m.coordinator_pages_country_hint()}
            value={contact.country}
            onChange={(value) => {
              const country = countries.find((one) => one === value) ?? contact.country
              // Other numbers: they want to be looked at anew.
              setContact({ ...contact, country, numbersChecked: country === initial.country && initial.numbersChecked })
            }}
            options={countries.map((value) => ({ value, label: countryNames[value]() }))}
          />
          <CheckBox
            label={m.coordinator_pages_checked()}
            checked={contact.numbersChecked}
            onChange={(numbersChecked) => setContact({ ...contact, numbersChecked })}
          />
          {save.isError && !wrongEmail ? <ProblemNotice error={save.error} /> : null}
          {save.isSuccess && !changed ? <Notice alert title={m.common_saved()} /> : null}
          <div>
            <Button type="submit" busy={save.isPending}>
              {m.common_save()}
            </Button>
          </div>
        </Stack>
      </form>
      <LeaveGuard changed={changed} />
    </Card>
  )
}
