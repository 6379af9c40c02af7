import { Link } from '@tanstack/react-router'
import type { Answer } from '../../client/api.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { sentence } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { eventTime } from '../events/event-words.ts'
import styles from '../my/my.module.css'
import { stateName } from './seat-words.ts'

type CaseSeat = Answer<'/case', 'get'>['seats'][number]

/** Whether there is still something to come of it. */
export const isAhead = ({ state }: CaseSeat): boolean => ['booked', 'waiting', 'offered'].includes(state)

/** The places of a case: those ahead first, in the order of time, then what was. */
export function SeatLists({ seats }: { seats: CaseSeat[] }) {
  const ahead = seats.filter(isAhead).toSorted((a, b) => a.start.localeCompare(b.start))
  return (
    <>
      <SeatList id="seats" title={m.seeker_seats_title()} seats={ahead} />
      <SeatList id="past-seats" title={m.seeker_seats_past()} seats={seats.filter((seat) => !isAhead(seat))} />
    </>
  )
}

function SeatList({ id, title, seats }: { id: string; title: string; seats: CaseSeat[] }) {
  const locale = useLocale()
  if (seats.length === 0) return null
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id}>{title}</h2>
      <ul className={styles.talks}>
        {seats.map((seat) => (
          <li key={seat.id}>
            <div>
              <p className={styles.talkTitle}>{seat.title[locale]}</p>
              <p className={styles.quiet}>
                {sentence(eventTime(seat.wall))} · {stateName(seat.state)}
              </p>
            </div>
            <div className={styles.talkLinks}>
              <Link to="/my/seat/$seatId" params={{ seatId: seat.id }} className={buttonClass({ look: 'quiet' })}>
                {m.seeker_my_open()}
                <span className="visually-hidden">
                  : {seat.title[locale]}, {eventTime(seat.wall)}
                </span>
              </Link>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
