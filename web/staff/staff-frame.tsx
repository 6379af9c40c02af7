import { Link, useNavigate } from '@tanstack/react-router'
import { LogOut, UserRound } from 'lucide-react'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { DoorBell } from './door-bell/door-bell.tsx'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageFrame } from '../ui/page-frame.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Reader } from '../ui/reader.ts'
import { EmptyState, Loading } from '../ui/states.tsx'
import { useMe } from './api.ts'
import type { Me } from './api.ts'
import styles from './staff.module.css'
import { useSignOut } from './use-sign-out.ts'
import { staffProblem } from './staff-problem.ts'

type Props = {
  title: string
  /** Who may see the page. */
  role: 'counsellor' | 'coordinator' | 'any'
  width?: 'narrow' | 'wide'
  children: ReactNode | ((me: Me) => ReactNode)
}

/** Every page behind the sign-in: who is signed in, where one can go, and whether video is on. */
export function StaffFrame({ title, role, width = 'wide', children }: Props) {
  const me = useMe()
  const navigate = useNavigate()
  useEffect(() => {
    if (me.data === null) void navigate({ to: '/staff/sign-in', replace: true })
  }, [me.data, navigate])

  return (
    <Reader value={staffProblem}>
      <PageFrame
        title={title}
        width={width}
        organisation={me.data?.organisation}
        navigation={me.data ? <Navigation me={me.data} /> : null}
      >
        {me.isError ? <ProblemNotice error={me.error} onRetry={() => void me.refetch()} /> : null}
        {me.isPending || me.data === null ? <Loading /> : null}
        {me.data ? (
          <Inside me={me.data} role={role}>
            {children}
          </Inside>
        ) : null}
      </PageFrame>
    </Reader>
  )
}

function Inside({ me, role, children }: Pick<Props, 'role' | 'children'> & { me: Me }) {
  if (role !== 'any' && !me[role]) {
    return (
      <EmptyState page title={m.staff_not_yours_title()}>
        <p>{m.staff_not_yours_text()}</p>
      </EmptyState>
    )
  }
  return (
    <>
      {me.counsellor ? <DoorBell /> : null}
      {me.video ? null : (
        <div className={styles.above}>
          <Notice title={m.staff_video_off_title()}>{m.staff_video_off_text()}</Notice>
        </div>
      )}
      {typeof children === 'function' ? children(me) : children}
    </>
  )
}

function Navigation({ me }: { me: Me }) {
  const leave = useSignOut()
  return (
    <>
      {me.counsellor ? (
        <>
          <Link to="/staff" activeOptions={{ exact: true }}>
            {m.staff_nav_today()}
          </Link>
          <Link to="/staff/week">{m.staff_nav_week()}</Link>
          <Link to="/staff/follow-ups">{m.staff_nav_follow_ups()}</Link>
          <Link to="/staff/hours">{m.staff_nav_hours()}</Link>
        </>
      ) : null}
      {me.coordinator ? (
        <>
          <Link to="/staff/services">{m.staff_nav_services()}</Link>
          <Link to="/staff/checklists">{m.staff_nav_checklists()}</Link>
          <Link to="/staff/counsellors">{m.staff_nav_counsellors()}</Link>
          <Link to="/staff/feedback">{m.staff_nav_feedback()}</Link>
          <Link to="/staff/letters">{m.staff_nav_letters()}</Link>
          <Link to="/staff/retention">{m.staff_nav_retention()}</Link>
          <Link to="/staff/audit">{m.staff_nav_audit()}</Link>
          <Link to="/staff/pages">{m.coordinator_pages_nav()}</Link>
          {me.mailbox ? <Link to="/staff/mailbox">{m.staff_nav_mailbox()}</Link> : null}
        </>
      ) : null}
      <Link to="/staff/account">
        <UserRound aria-hidden />
        {m.staff_account()}
      </Link>
      <Button look="quiet" className={styles.leave} icon={<LogOut aria-hidden />} onClick={() => void leave()}>
        {m.staff_sign_out()}
      </Button>
    </>
  )
}
