import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { colleaguesQuery } from '../api.ts'
import { ColleagueCard } from './colleague-card.tsx'
import { InviteForm } from './invite-form.tsx'

/** Who works here, and as what. */
export default function CounsellorsPage() {
  return (
    <StaffFrame title={m.staff_nav_counsellors()} role="coordinator">
      {(me) => <Counsellors zone={me.zone} />}
    </StaffFrame>
  )
}

function Counsellors({ zone }: { zone: string }) {
  const colleagues = useQuery(colleaguesQuery)
  const [invited, setInvited] = useState<string | null>(null)
  if (colleagues.isPending) return <Loading />
  if (colleagues.isError) return <ProblemNotice error={colleagues.error} onRetry={() => void colleagues.refetch()} />
  return (
    <Stack gap={1.2}>
      <h1>{m.staff_nav_counsellors()}</h1>
      <div className={styles.split}>
        <ul className={styles.list}>
          {colleagues.data.counsellors.map((colleague) => (
            <li key={colleague.id}>
              <ColleagueCard colleague={colleague} />
            </li>
          ))}
        </ul>
        <Stack>
          {invited ? <Notice tone="light" alert title={m.coordinator_invited({ name: invited })} /> : null}
          <InviteForm zone={zone} onInvited={setInvited} />
        </Stack>
      </div>
    </Stack>
  )
}
