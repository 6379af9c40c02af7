import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { clocksAgree } from '../../i18n/clocks-agree.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { browserZone, clockRange, sentence, zoneName } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { ReceiptKeys } from '../book/receipt-keys.tsx'
import { NextCard, ReceiptPage } from '../book/receipt-page.tsx'
import { eventDate, eventTime, kindName } from './event-words.ts'
import { seatReceiptOf } from './registration-draft.ts'
import type { SeatReceipt } from './registration-draft.ts'
import styles from './events.module.css'

/** The receipt of a registration. Who waits reads that they have no place yet. */
export default function RegisteredPage() {
  return (
    <ReceiptPage read={seatReceiptOf} title={(receipt) => (receipt ? titleOf(receipt) : m.seeker_register_title())}>
      {(receipt) => <Done receipt={receipt} />}
    </ReceiptPage>
  )
}

function titleOf({ state, dates = [] }: SeatReceipt): string {
  if (dates.length > 1) return m.seeker_registered_mixed_title()
  return state === 'booked' ? m.seeker_registered_title() : m.seeker_registered_waiting_title()
}

/** Who came back with what they had may have given an address before: then nothing is said of letters. */
function waitingText({ email, code }: SeatReceipt): string {
  if (email !== '') return m.seeker_registered_waiting_mail()
  return code ? m.seeker_registered_waiting_look() : m.seeker_registered_waiting_page()
}

function Done({ receipt }: { receipt: SeatReceipt }) {
  const locale = useLocale()
  const several = (receipt.dates?.length ?? 0) > 1
  const waits = several ? receipt.dates?.some(({ state }) => state === 'waiting') : receipt.state === 'waiting'
  return (
    <>
      <Card dusk className={styles.dusk}>
        <FourArcs lit={receipt.state === 'waiting' && !several ? 1 : 4} />
        <h1>{titleOf(receipt)}</h1>
        <p className={styles.quiet}>
          {kindName(receipt.kind)} · {receipt.title[locale]}
        </p>
        {several ? null : (
          <p className={styles.when}>
            {sentence(eventDate(receipt.wall.start, receipt.wall.zone))}
            <br />
            <strong>{clockRange(receipt.wall)}</strong>
          </p>
        )}
        {clocksAgree(receipt, browserZone()) ? null : (
          <p>{m.seeker_talk_zone({ zone: zoneName(receipt.wall.zone) })}</p>
        )}
        {receipt.state === 'waiting' && !several ? (
          <p>{m.seeker_registered_waiting_text({ place: receipt.place ?? 1 })}</p>
        ) : null}
      </Card>
      {several ? <Dates receipt={receipt} /> : null}
      {waits ? <p>{waitingText(receipt)}</p> : null}
      {receipt.code ? <ReceiptKeys {...receipt} code={receipt.code} /> : <p>{m.seeker_registered_same_code()}</p>}
      <NextCard text={m.seeker_registered_next_text()}>
        <Link to="/my/seat/$seatId" params={{ seatId: receipt.id }} className={buttonClass()}>
          {m.seeker_booked_to_my()} <ArrowRight aria-hidden />
        </Link>
      </NextCard>
    </>
  )
}

function Dates({ receipt }: { receipt: SeatReceipt }) {
  const dates = (receipt.dates ?? []).flatMap((date) => {
    const wall = receipt.walls[date.eventId]
    return wall ? [{ ...date, wall }] : []
  })
  return (
    <section className={styles.section} aria-labelledby="dates">
      <h2 id="dates">{m.seeker_registered_dates()}</h2>
      <ul className={styles.dates}>
        {dates
          .toSorted((a, b) => a.wall.start.localeCompare(b.wall.start))
          .map(({ id, wall, state, place }) => (
            <li key={id}>
              <strong>{sentence(eventTime(wall))}</strong>{' '}
              <span className={styles.quiet}>
                {state === 'booked'
                  ? m.seeker_registered_date_booked()
                  : m.seeker_registered_date_waiting({ place: place ?? 1 })}
              </span>
            </li>
          ))}
      </ul>
    </section>
  )
}
