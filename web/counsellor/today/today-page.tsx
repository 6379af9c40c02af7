import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { serverNow, useServerNow } from '../../client/server-now.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { longDate } from '../../i18n/time.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { buttonClass } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { talksQuery } from '../api.ts'
import type { Talk } from '../api.ts'
import { daysAfter } from '../dates.ts'
import { TalkCard } from './talk-card.tsx'
import { useDoor } from './use-door.ts'
import { inTime } from './when.ts'

/** The evening shift: now, next, later, and what is left to write. */
export default function TodayPage() {
  return <StaffFrame title={m.staff_nav_today()} role="counsellor">{() => <Today />}</StaffFrame>
}

function Today() {
  const nowMs = useServerNow(15_000)
  const waiting = useDoor()
  // A day back for this time zone's own evening, three ahead for what is next; "today" is the server's word.
  const utcToday = new Date(serverNow()).toISOString().slice(0, 10)
  const talks = useQuery(talksQuery(daysAfter(utcToday, -1), daysAfter(utcToday, 3)))
  useEffect(() => {
    if (waiting.length > 0) document.title = `(${waiting.length}) ${m.counsellor_someone_waits()}`
  }, [waiting.length])

  if (talks.isPending) return <Loading />
  if (talks.isError) return <ProblemNotice error={talks.error} onRetry={() => void talks.refetch()} />
  const { today, leftToWrite, commented } = talks.data
  const { now, next, later, past } = inTime(talks.data.talks, nowMs)
  const onDay = (talk: Talk) => talk.wall.start.slice(0, 10) === today
  return (
    <div className={styles.column}>
      <h1>{longDate(today)}</h1>
      <p role="status" className="visually-hidden">{waiting.length > 0 ? m.counsellor_someone_waits() : ''}</p>
      <Part title={m.counsellor_to_write()} talks={leftToWrite}>{(talk) => <TalkCard key={talk.id} talk={talk} />}</Part>
      <Part title={m.counsellor_commented()} talks={commented}>{(talk) => <TalkCard key={talk.id} talk={talk} />}</Part>
      <Part title={m.counsellor_now()} talks={now}>{(talk) => <TalkCard key={talk.id} talk={talk} near />}</Part>
      <Part title={m.counsellor_next()} talks={next ? [next] : []}>
        {(talk) => <div key={talk.id} className={styles.days}>{onDay(talk) ? null : <p className={styles.muted}>{longDate(talk.wall.start)}</p>}<TalkCard talk={talk} near={onDay(talk)} /></div>}
      </Part>
      <Part title={m.counsellor_later()} talks={later}>
        {(talk) => <div key={talk.id} className={styles.days}>{onDay(talk) ? null : <p className={styles.muted}>{longDate(talk.wall.start)}</p>}<TalkCard talk={talk} /></div>}
      </Part>
      {now.length === 0 && next === null && leftToWrite.length === 0 && commented.length === 0 ? (
        <EmptyState title={m.counsellor_nothing_title()} actions={<Link to="/staff/hours" className={buttonClass({ look: 'secondary' })}>{m.staff_nav_hours()}</Link>}>
          <p>{m.counsellor_nothing_text()}</p>
        </EmptyState>
      ) : null}
      <Part title={m.counsellor_done_today()} talks={past.filter(onDay)}>{(talk) => <TalkCard key={talk.id} talk={talk} />}</Part>
    </div>
  )
}

function Part({ title, talks, children }: { title: string; talks: Talk[]; children(talk: Talk): ReactNode }) {
  if (talks.length === 0) return null
  return (
    <section className={styles.column} aria-label={title}>
      <h2>{title}</h2>
      {talks.map(children)}
    </section>
  )
}
