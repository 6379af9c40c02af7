import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { serverNow, useServerNow } from '../../client/server-now.ts'
import { hoursAndMinutes } from '../../i18n/hours-and-minutes.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { longDate, sentence } from '../../i18n/time.ts'
import { countdown } from '../../client/countdown.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { buttonClass } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { talksQuery } from '../api.ts'
import type { Talk } from '../api.ts'
import { daysAfter } from '../dates.ts'
import { Desk } from './desk.tsx'
import { TalkCard } from './talk-card.tsx'
import { TalkLine } from './talk-line.tsx'
import { byDay, inTime } from './when.ts'

/** The evening shift: now, next, later, and beside it what is left to write. */
export default function TodayPage() {
  return (
    <StaffFrame title={m.staff_nav_today()} role="counsellor">
      {() => <Today />}
    </StaffFrame>
  )
}

function Today() {
  const nowMs = useServerNow(15_000)
  // A day back for this time zone's own evening, three ahead for what is next; "today" is the server's word.
  const utcToday = new Date(serverNow()).toISOString().slice(0, 10)
  const talks = useQuery(talksQuery(daysAfter(utcToday, -1), daysAfter(utcToday, 3)))

  if (talks.isPending) return <Loading />
  if (talks.isError) return <ProblemNotice error={talks.error} onRetry={() => void talks.refetch()} />
  const { today, leftToWrite, commented } = talks.data
  const { now, next, later, past } = inTime(talks.data.talks, nowMs)
  const onDay = (talk: Talk) => talk.wall.start.slice(0, 10) === today
  return (
    <div className={styles.shift}>
      <h1 className={styles.shiftHead}>{sentence(longDate(today))}</h1>
      <div className={styles.shiftNow}>
        <Part title={m.counsellor_now()} some={now.length > 0}>
          {now.map((talk) => (
            <TalkCard key={talk.id} talk={talk} near />
          ))}
        </Part>
        <Part title={m.counsellor_next()} aside={next ? timeLeft(next, nowMs) : ''} some={next !== null}>
          {next && !onDay(next) ? <p className={styles.dayHead}>{sentence(longDate(next.wall.start))}</p> : null}
          {next ? <TalkCard talk={next} near={onDay(next)} /> : null}
        </Part>
        {now.length === 0 && next === null ? (
          <EmptyState
            title={m.counsellor_nothing_title()}
            actions={
              <Link to="/staff/hours" className={buttonClass({ look: 'secondary' })}>
                {m.staff_nav_hours()}
              </Link>
            }
          >
            <p>{m.counsellor_nothing_text()}</p>
          </EmptyState>
        ) : null}
      </div>
      <Desk leftToWrite={leftToWrite} commented={commented} />
      <div className={styles.shiftRest}>
        <Part title={m.counsellor_later()} some={later.length > 0}>
          {byDay(later).map(({ day, talks: those }) => (
            <div key={day} className={styles.column}>
              {day === today ? null : <h3 className={styles.dayHead}>{sentence(longDate(day))}</h3>}
              {those.map((talk) => (
                <TalkCard key={talk.id} talk={talk} quiet />
              ))}
            </div>
          ))}
        </Part>
        <Part title={m.counsellor_done_today()} some={past.some(onDay)}>
          <ul className={styles.tight}>
            {past.filter(onDay).map((talk) => (
              <li key={talk.id}>
                <TalkLine talk={talk} />
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </div>
  )
}

function Part({
  title,
  aside = '',
  some,
  children,
}: {
  title: string
  aside?: string
  some: boolean
  children: ReactNode
}) {
  if (!some) return null
  return (
    <section className={styles.column} aria-label={title}>
      <div className={styles.partHead}>
        <h2>{title}</h2>
        {aside ? <p className={styles.muted}>{aside}</p> : null}
      </div>
      {children}
    </section>
  )
}

/** How long until it begins, while that is hours or less. */
function timeLeft(talk: Talk, nowMs: number): string {
  const left = countdown(nowMs, Date.parse(talk.start), Date.parse(talk.end))
  if (left.kind === 'hours') return m.seeker_talk_in({ time: hoursAndMinutes(left) })
  return left.kind === 'minutes' ? m.seeker_talk_in({ time: m.common_minutes({ count: left.minutes }) }) : ''
}
