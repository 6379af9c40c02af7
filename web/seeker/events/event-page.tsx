import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { ApiProblem } from '../../client/problem.ts'
import { clocksAgree } from '../../i18n/clocks-agree.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { browserZone, clockRange, zoneName } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'
import { EventText } from './event-text.tsx'
import { eventDate, eventTime, kindLike, kindName, seatsName } from './event-words.ts'
import { eventById } from './events-api.ts'
import type { EventWhole } from './events-api.ts'
import { RegisterForm } from './register-form.tsx'
import styles from './events.module.css'

export default function EventPage() {
  const { eventId = '' } = useParams({ strict: false })
  const locale = useLocale()
  const zone = browserZone()
  const { data, error, refetch } = useQuery({
    queryKey: ['event', eventId, zone],
    queryFn: () => eventById(eventId, zone),
  })
  const missing = error instanceof ApiProblem && error.status === 404
  return (
    <SeekerFrame title={data?.title[locale] ?? m.events_title()}>
      <Stack gap={1.5}>
        <p className="no-print">
          <Link to="/events" className={buttonClass({ look: 'back' })}>
            <ArrowLeft aria-hidden /> {m.seeker_event_back()}
          </Link>
        </p>
        {data ? <Whole event={data} /> : null}
        {!data && !error ? <Loading page /> : null}
        {error && !data && !missing ? <ProblemNotice page error={error} onRetry={() => void refetch()} /> : null}
        {missing ? (
          <EmptyState
            page
            title={m.seeker_event_missing_title()}
            actions={
              <Link to="/events" className={buttonClass()}>
                {m.seeker_event_back()}
              </Link>
            }
          >
            <p>{m.seeker_event_missing_text()}</p>
          </EmptyState>
        ) : null}
      </Stack>
    </SeekerFrame>
  )
}

function Whole({ event }: { event: EventWhole }) {
  return (
    <>
      {event.cancelled ? (
        <Notice tone="loss" title={m.seeker_event_cancelled_title()}>
          <p>{m.seeker_event_cancelled_text()}</p>
        </Notice>
      ) : event.over ? (
        <Notice title={m.seeker_event_over_title()}>
          <p>{m.seeker_event_over_text()}</p>
        </Notice>
      ) : null}
      <Head event={event} />
      <EventText event={event} />
      <Dates event={event} />
      {event.over ? null : <RegisterForm key={event.id} event={event} />}
    </>
  )
}

function Head({ event }: { event: EventWhole }) {
  const locale = useLocale()
  return (
    <Card dusk className={styles.dusk}>
      <div className={styles.kind}>
        <FourArcs lit={event.over ? 0 : 4} size="small" />
        <p>
          {kindName(event.kind)} · {event.organisation.name}
        </p>
      </div>
      <h1>{event.title[locale]}</h1>
      <p className={styles.when}>
        {eventDate(event.wall.start, event.wall.zone)}
        <br />
        <strong>{clockRange(event.wall)}</strong>
      </p>
      {clocksAgree(event, browserZone()) ? null : <p>{m.seeker_talk_zone({ zone: zoneName(event.wall.zone) })}</p>}
      {event.ownWall.start === event.wall.start ? null : (
        <p className={styles.quiet}>
          {m.seeker_event_own_time({ zone: zoneName(event.zone), time: clockRange(event.ownWall) })}
        </p>
      )}
      <p className={styles.quiet}>{kindLike(event.kind)}</p>
      {event.over ? null : <p className={styles.seats}>{seatsName(event.seats)}</p>}
    </Card>
  )
}

/** The other dates of a series that are still to come. */
function Dates({ event }: { event: EventWhole }) {
  if (event.dates.length < 2) return null
  return (
    <section className={styles.section} aria-labelledby="dates">
      <h2 id="dates">{m.seeker_event_other_dates()}</h2>
      <ul className={styles.dates}>
        {event.dates.map((date) => (
          <li key={date.id}>
            {date.id === event.id ? (
              <span aria-current="page">
                <strong>{eventTime(date.wall)}</strong> · {m.seeker_event_this_date()}
              </span>
            ) : (
              <>
                <Link to="/events/$eventId" params={{ eventId: date.id }} className={styles.dateLink}>
                  {eventTime(date.wall)}
                </Link>{' '}
                <span className={styles.quiet}>{seatsName(date.seats)}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
