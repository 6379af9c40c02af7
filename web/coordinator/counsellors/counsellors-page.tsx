import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName, zoneName } from '../../i18n/time.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { changeColleague, colleaguesQuery } from '../api.ts'
import type { Colleague } from '../api.ts'
import { InviteForm } from './invite-form.tsx'

/** Who works here, and as what. */
export default function CounsellorsPage() {
  return <StaffFrame title={m.staff_nav_counsellors()} role="coordinator">{(me) => <Counsellors zone={me.zone} />}</StaffFrame>
}

function Counsellors({ zone }: { zone: string }) {
  const colleagues = useQuery(colleaguesQuery)
  const [invited, setInvited] = useState<string | null>(null)
  if (colleagues.isPending) return <Loading />
  if (colleagues.isError) return <ProblemNotice error={colleagues.error} onRetry={() => void colleagues.refetch()} />
  return (
    <Stack gap={1.5}>
      <h1>{m.staff_nav_counsellors()}</h1>
      <div className={styles.split}>
        <ul className={styles.list}>
          {colleagues.data.counsellors.map((colleague) => <li key={colleague.id}><ColleagueCard colleague={colleague} /></li>)}
        </ul>
        <Stack>
          {invited ? <Notice tone="light" alert title={m.coordinator_invited({ name: invited })} /> : null}
          <InviteForm zone={zone} onInvited={setInvited} />
        </Stack>
      </div>
    </Stack>
  )
}

function ColleagueCard({ colleague }: { colleague: Colleague }) {
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (fields: Parameters<typeof changeColleague>[1]) => changeColleague(colleague.id, fields),
    onSuccess: () => queries.invalidateQueries({ queryKey: colleaguesQuery.queryKey }),
  })
  const [leaving, setLeaving] = useState(false)
  const { id, name, email, counsellor, coordinator, talkLanguages, zone, active, talksAhead } = colleague
  return (
    <Card aria-label={name}>
      <Stack gap={0.6}>
        <div className={styles.head}><h2>{name}</h2><span className={styles.muted}>{email}</span></div>
        <ul className={styles.tags}>
          {active ? null : <li className={styles.tag}>{m.coordinator_inactive()}</li>}
          {counsellor ? <li className={styles.tag}>{m.coordinator_role_counsellor()}</li> : null}
          {coordinator ? <li className={styles.tag}>{m.coordinator_role_coordinator()}</li> : null}
          {talkLanguages.map((tag) => <li key={tag} className={styles.tag}>{languageName(tag)}</li>)}
          <li className={styles.tag}>{zoneName(zone)}</li>
        </ul>
        <Row>
          {counsellor ? <Link to="/staff/counsellors/$staffId" params={{ staffId: id }} className={buttonClass({ look: 'secondary' })}>{m.coordinator_hours_of()}</Link> : null}
          <Button look="quiet" onClick={() => change.mutate({ counsellor: !counsellor })}>{counsellor ? m.coordinator_take_counsellor() : m.coordinator_make_counsellor()}</Button>
          <Button look="quiet" onClick={() => change.mutate({ coordinator: !coordinator })}>{coordinator ? m.coordinator_take_coordinator() : m.coordinator_make_coordinator()}</Button>
          <Button look="quiet" onClick={() => (active ? setLeaving(true) : change.mutate({ active: true }))}>{active ? m.coordinator_deactivate() : m.coordinator_activate()}</Button>
        </Row>
        {change.isError ? <ProblemNotice error={change.error} /> : null}
      </Stack>
      <Dialog open={leaving} onClose={() => setLeaving(false)} title={m.coordinator_deactivate_title({ name })}>
        <Stack>
          <p>{m.coordinator_deactivate_text()}</p>
          {talksAhead > 0 ? <Notice tone="loss">{m.coordinator_talks_ahead({ count: talksAhead })}</Notice> : null}
          <Row>
            <Button look="loss" onClick={() => { change.mutate({ active: false }); setLeaving(false) }}>{m.coordinator_deactivate()}</Button>
            <Button look="secondary" onClick={() => setLeaving(false)}>{m.common_cancel()}</Button>
          </Row>
        </Stack>
      </Dialog>
    </Card>
  )
}
