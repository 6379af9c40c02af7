import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarClock, Pencil, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName, sentence, zoneName } from '../../i18n/time.ts'
import styles from '../../staff/staff.module.css'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { changeColleague, colleaguesQuery } from '../api.ts'
import type { Colleague } from '../api.ts'
import { ColleagueDialog } from './colleague-dialog.tsx'
import { DeactivateDialog } from './deactivate-dialog.tsx'
import { Invitation } from './invitation.tsx'

type ColleagueChange = Parameters<typeof changeColleague>[1]

/** Somebody's roles, languages and zone. Every change can be undone from where it was made. */
export function ColleagueCard({ colleague }: { colleague: Colleague }) {
  const queries = useQueryClient()
  const [undo, setUndo] = useState<ColleagueChange | null>(null)
  const [asking, setAsking] = useState<'edit' | 'deactivate' | null>(null)
  const change = useMutation({
    mutationFn: (fields: ColleagueChange) => changeColleague(colleague.id, fields),
    onSuccess: async () => {
      setAsking(null)
      await queries.invalidateQueries({ queryKey: colleaguesQuery.queryKey })
    },
  })
  const { id, name, email, counsellor, coordinator, talkLanguages, zone, active } = colleague

  function make(fields: ColleagueChange) {
    const before = Object.fromEntries(
      Object.keys(fields).map((field) => [field, colleague[field as keyof ColleagueChange]]),
    )
    change.mutate(fields, { onSuccess: () => setUndo(before) })
  }
  return (
    <Card aria-label={name}>
      <Stack gap={0.6}>
        <div className={styles.head}>
          <h2>{name}</h2>
          <span className={styles.muted}>{email}</span>
        </div>
        <ul className={styles.tags}>
          {active ? null : <li className={`${styles.tag} ${styles.lit}`}>{m.coordinator_inactive()}</li>}
          {counsellor ? <li className={styles.tag}>{m.coordinator_role_counsellor()}</li> : null}
          {coordinator ? <li className={styles.tag}>{m.coordinator_role_coordinator()}</li> : null}
          {talkLanguages.map((tag) => (
            <li key={tag} className={styles.tag}>
              {sentence(languageName(tag))}
            </li>
          ))}
          <li className={styles.tag}>{zoneName(zone)}</li>
        </ul>
        <Invitation colleague={colleague} />
        <Row gap={0.4}>
          {counsellor ? (
            <Link
              to="/staff/counsellors/$staffId"
              params={{ staffId: id }}
              className={buttonClass({ look: 'secondary' })}
              aria-label={m.coordinator_hours_of_name({ name })}
            >
              <CalendarClock aria-hidden />
              <span>{m.coordinator_hours_of()}</span>
            </Link>
          ) : null}
          <Button
            look="quiet"
            icon={<Pencil aria-hidden />}
            aria-label={m.coordinator_change_name({ name })}
            onClick={() => {
              change.reset()
              setAsking('edit')
            }}
          >
            {m.common_edit()}
          </Button>
          <Button look="quiet" onClick={() => (active ? setAsking('deactivate') : make({ active: true }))}>
            {active ? m.coordinator_deactivate() : m.coordinator_activate()}
          </Button>
        </Row>
        {undo ? (
          <Notice
            tone="light"
            alert
            title={m.common_saved()}
            actions={
              <Button
                look="secondary"
                icon={<Undo2 aria-hidden />}
                busy={change.isPending}
                onClick={() => change.mutate(undo, { onSuccess: () => setUndo(null) })}
              >
                {m.counsellor_undo()}
              </Button>
            }
          />
        ) : null}
        {change.isError && asking === null ? <Refusal error={change.error} /> : null}
      </Stack>
      <ColleagueDialog
        open={asking === 'edit'}
        colleague={colleague}
        busy={change.isPending}
        error={change.error}
        onClose={() => setAsking(null)}
        onSave={make}
        refusal={<Refusal error={change.error} />}
      />
      <DeactivateDialog
        open={asking === 'deactivate'}
        colleague={colleague}
        busy={change.isPending}
        onClose={() => setAsking(null)}
        onDeactivate={() => make({ active: false })}
        refusal={change.isError ? <Refusal error={change.error} /> : null}
      />
    </Card>
  )
}

/** The last coordinator stays one: said in words, because reloading would not help. */
function Refusal({ error }: { error: unknown }) {
  if (error instanceof ApiProblem && error.type === 'conflict')
    return (
      <Notice tone="loss" alert title={m.coordinator_last_title()}>
        <p>{m.coordinator_last_text()}</p>
      </Notice>
    )
  return <ProblemNotice error={error} />
}
