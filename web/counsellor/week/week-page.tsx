import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { serverNow } from '../../client/server-now.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, formatWall, shortDate } from '../../i18n/time.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Row } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { talksQuery } from '../api.ts'
import type { Talk } from '../api.ts'
import { daysAfter, mondayOf, weekFrom } from '../dates.ts'
import { seekerName } from '../today/talk-card.tsx'

/** Seven days side by side; below one another on a phone. */
export default function WeekPage() {
  return <StaffFrame title={m.staff_nav_week()} role="counsellor">{() => <Week />}</StaffFrame>
}

function Week() {
  const [monday, setMonday] = useState(() => mondayOf(new Date(serverNow()).toISOString().slice(0, 10)))
  const talks = useQuery(talksQuery(monday, daysAfter(monday, 7)))
  return (
    <div className={styles.days} style={{ display: 'block' }}>
      <div className={styles.head}>
        <h1>{m.counsellor_week_of({ date: formatWall(monday, { day: 'numeric', month: 'long' }) })}</h1>
        <Row>
          <Button look="secondary" icon={<ChevronLeft aria-hidden />} onClick={() => setMonday(daysAfter(monday, -7))}>{m.counsellor_week_before()}</Button>
          <Button look="secondary" icon={<ChevronRight aria-hidden />} onClick={() => setMonday(daysAfter(monday, 7))}>{m.counsellor_week_after()}</Button>
        </Row>
      </div>
      {talks.isPending ? <Loading /> : null}
      {talks.isError ? <ProblemNotice error={talks.error} onRetry={() => void talks.refetch()} /> : null}
      {talks.data ? (
        <div className={styles.days} style={{ marginTop: '1.5rem' }}>
          {weekFrom(monday).map((day) => <Day key={day} day={day} today={talks.data.today} talks={talks.data.talks.filter(({ wall }) => wall.start.startsWith(day))} />)}
        </div>
      ) : null}
    </div>
  )
}

function Day({ day, today, talks }: { day: string; today: string; talks: Talk[] }) {
  return (
    <section className={`${styles.day} ${day === today ? styles.today : ''}`} aria-label={shortDate(day)}>
      <h2 style={{ fontSize: '1rem' }}>{shortDate(day)}</h2>
      {talks.length === 0 ? <p className={styles.muted}>{m.counsellor_day_free()}</p> : null}
      {[...talks].sort((a, b) => a.start.localeCompare(b.start)).map((talk) => (
        <Link key={talk.id} to="/staff/talk/$bookingId" params={{ bookingId: talk.id }} className={`${styles.chip} ${talk.state === 'cancelled' ? styles.gone : ''}`}>
          <strong>{clockRange(talk.wall)}</strong>
          <span>{seekerName(talk)}</span>
        </Link>
      ))}
    </section>
  )
}
