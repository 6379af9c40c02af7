import { Link } from '@tanstack/react-router'
import { clocksAgree } from '../../i18n/clocks-agree.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { browserZone, clockRange, zoneName } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CalendarButton } from '../calendar-button.tsx'
import styles from '../events/events.module.css'
import { eventDate, kindLike, kindName } from '../events/event-words.ts'
import { SeatActions } from './seat-actions.tsx'
import { seatCalendarFile } from './seat-api.ts'
import type { Seat } from './seat-api.ts'
import { stateName } from './seat-words.ts'

/** What, when and how the place stands. Only `booked` is ever called having one. */
export function SeatView({ seat, secret }: { seat: Seat; secret: string }) {
  const locale = useLocale()
  const { event, wall, state } = seat
  const path = `/my/seat/${seat.id}`
  return (
    <Stack gap={1.4}>
      <Gone seat={seat} />
      <Card dusk className={styles.dusk}>
        <div className={styles.kind}>
          <FourArcs lit={state === 'booked' ? 4 : state === 'offered' ? 2 : state === 'waiting' ? 1 : 0} size="small" />
          <p>
            {kindName(event.kind)} · {event.organisation.name}
          </p>
        </div>
        <h1>{event.title[locale]}</h1>
        <p className={styles.when}>
          {eventDate(wall.start, wall.zone)}
          <br />
          <strong>{clockRange(wall)}</strong>
        </p>
        {clocksAgree(seat, browserZone()) ? null : <p>{m.seeker_talk_zone({ zone: zoneName(wall.zone) })}</p>}
        <p className={styles.seats}>{stateName(state)}</p>
        {seat.place === null ? null : <p>{m.seeker_seat_place({ place: seat.place })}</p>}
        {state === 'booked' ? <p className={styles.quiet}>{kindLike(event.kind)}</p> : null}
      </Card>
      <SeatActions seat={seat} secret={secret} />
      <Row className="no-print">
        {state === 'booked' ? (
          <CalendarButton talk={seat} secret={secret} path={path} fetchFile={seatCalendarFile} />
        ) : null}
        <Link to="/events/$eventId" params={{ eventId: seat.eventId }} className={buttonClass({ look: 'quiet' })}>
          {m.seeker_seat_about()}
        </Link>
      </Row>
      {state === 'cancelled' ? null : (
        <section className={styles.section} aria-labelledby="said">
          <h2 id="said">{m.seeker_seat_said()}</h2>
          <dl className={styles.good}>
            <div>
              <dt>{m.seeker_alias_label()}</dt>
              <dd>{seat.alias || m.seeker_check_anonymous()}</dd>
            </div>
            <div>
              <dt>{m.seeker_register_question()}</dt>
              <dd className={styles.written}>{seat.question || m.seeker_seat_no_question()}</dd>
            </div>
            <div>
              <dt>{m.seeker_contact_email()}</dt>
              <dd>
                {seat.email || m.seeker_contact_none()}
                {seat.lettersStopped ? <p className={styles.quiet}>{m.seeker_contact_stopped()}</p> : null}
              </dd>
            </div>
          </dl>
        </section>
      )}
    </Stack>
  )
}

/** Why there is no place any more, and the way back. */
function Gone({ seat: { state, event, eventId } }: { seat: Seat }) {
  if (event.cancelled)
    return (
      <Notice tone="loss" title={m.seeker_event_cancelled_title()}>
        <p>{m.seeker_event_cancelled_text()}</p>
      </Notice>
    )
  if (state !== 'cancelled' && state !== 'lapsed') return null
  return (
    <Notice
      tone="light"
      title={state === 'lapsed' ? m.seeker_seat_state_lapsed() : m.seeker_seat_given_title()}
      actions={
        <Link to="/events/$eventId" params={{ eventId }} className={buttonClass({ look: 'secondary' })}>
          {m.seeker_seat_again()}
        </Link>
      }
    >
      <p>{state === 'lapsed' ? m.seeker_seat_lapsed_text() : m.seeker_seat_given_text()}</p>
    </Notice>
  )
}
