import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { serverNow } from '../../client/server-now.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, formatWall, sentence, shortDate } from '../../i18n/time.ts'
import { useAddress } from '../../staff/address.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { talksQuery } from '../api.ts'
import type { Talk } from '../api.ts'
import { daysAfter, isDate, mondayOf, weekFrom } from '../dates.ts'
import { FormName, seekerName, stateName } from '../today/talk-card.tsx'

/** Seven days side by side; below one another on a phone. */
export default function WeekPage() {
  return (
    <StaffFrame title={m.staff_nav_week()} role="counsellor">
      {() => <Week />}
    </StaffFrame>
  )
}

/** The week stands in the address as the Monday that it begins with; without one it is the week of today. */
function Week() {
  const [words, change] = useAddress()
  const asked = words.get('from')
  const chosen = asked !== null && isDate(asked) ? mondayOf(asked) : null
  const utcMonday = mondayOf(new Date(serverNow()).toISOString().slice(0, 10))
  // A day more on either side: near midnight this week in UTC may not be this week here.
  const from = chosen ?? daysAfter(utcMonday, -7)
  const talks = useQuery(talksQuery(from, daysAfter(chosen ?? utcMonday, chosen ? 7 : 14)))
  const monday = chosen ?? (talks.data ? mondayOf(talks.data.today) : utcMonday)
  const thisWeek = talks.data ? monday === mondayOf(talks.data.today) : true
  return (
    <Stack gap={1.5}>
      <div className={styles.head}>
        <h1>{m.counsellor_week_of({ date: formatWall(monday, { day: 'numeric', month: 'long' }) })}</h1>
        <Row gap={0.4}>
          <Row gap={0.4} className={styles.turn}>
            <Button
              look="secondary"
              icon={<ChevronLeft aria-hidden />}
              onClick={() => change({ from: daysAfter(monday, -7) })}
            >
              {m.counsellor_week_before()}
            </Button>
            <Button
              look="secondary"
              icon={<ChevronRight aria-hidden />}
              onClick={() => change({ from: daysAfter(monday, 7) })}
            >
              {m.counsellor_week_after()}
            </Button>
          </Row>
          {thisWeek ? null : (
            <Button look="quiet" onClick={() => change({ from: null })}>
              {m.counsellor_week_this()}
            </Button>
          )}
        </Row>
      </div>
      {talks.isPending ? <Loading /> : null}
      {talks.isError ? <ProblemNotice error={talks.error} onRetry={() => void talks.refetch()} /> : null}
      {talks.data ? (
        <div className={styles.days}>
          {weekFrom(monday).map((day) => (
            <Day
              key={day}
              day={day}
              today={talks.data.today}
              talks={talks.data.talks.filter(({ wall }) => wall.start.startsWith(day))}
            />
          ))}
        </div>
      ) : null}
    </Stack>
  )
}

function Day({ day, today, talks }: { day: string; today: string; talks: Talk[] }) {
  return (
    <section
      className={`${styles.day} ${day === today ? styles.today : ''} ${talks.length === 0 ? styles.free : ''}`}
      aria-label={shortDate(day)}
    >
      <h2>{sentence(shortDate(day))}</h2>
      {talks.length === 0 ? <p className={styles.muted}>{m.counsellor_day_free()}</p> : null}
      {[...talks]
        .sort((a, b) => a.start.localeCompare(b.start))
        .map((talk) => (
          <Link
            key={talk.id}
            to="/staff/talk/$bookingId"
            params={{ bookingId: talk.id }}
            className={`${styles.chip} ${talk.state === 'cancelled' ? styles.gone : ''}`}
          >
            <strong>{clockRange(talk.wall)}</strong>
            <span>{seekerName(talk)}</span>
            <span className={styles.small}>
              {talk.state === 'booked' ? <FormName form={talk.form} /> : stateName[talk.state]()}
            </span>
          </Link>
        ))}
    </section>
  )
}
