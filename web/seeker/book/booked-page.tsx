import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { nearDate } from '../../client/near-day.ts'
import { clocksAgree } from '../../i18n/clocks-agree.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, sentence, zoneName, browserZone } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Row } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { CalendarButton } from '../calendar-button.tsx'
import { FormIcon, formName } from '../form-words.tsx'
import { receiptOf } from './draft.ts'
import type { Receipt } from './draft.ts'
import { ReceiptKeys } from './receipt-keys.tsx'
import { NextCard, ReceiptPage } from './receipt-page.tsx'
import styles from './booked-page.module.css'

export default function BookedPage() {
  return (
    <ReceiptPage read={receiptOf} title={() => m.seeker_booked_title()}>
      {(receipt) => <Done receipt={receipt} />}
    </ReceiptPage>
  )
}

function Done({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <Card dusk className={styles.done}>
        <FourArcs lit={4} />
        <h1>{m.seeker_booked_title()}</h1>
        <p className={styles.when}>
          {sentence(nearDate(receipt.wall.start, receipt.wall.zone))}
          <br />
          <strong>{clockRange(receipt.wall)}</strong>
        </p>
        {clocksAgree(receipt, browserZone()) ? null : (
          <p>{m.seeker_talk_zone({ zone: zoneName(receipt.wall.zone) })}</p>
        )}
        <p className={styles.form}>
          <FormIcon form={receipt.form} /> {formName(receipt.form)} · {receipt.serviceTitle}
        </p>
        <Row className="no-print">
          <CalendarButton talk={receipt} secret={receipt.secret} />
        </Row>
      </Card>
      {receipt.code ? <ReceiptKeys {...receipt} code={receipt.code} /> : <p>{m.seeker_booked_same_code()}</p>}
      <NextCard text={m.seeker_booked_next_text()}>
        <Link to="/my/$bookingId" params={{ bookingId: receipt.id }} className={buttonClass()}>
          {m.seeker_booked_to_my()} <ArrowRight aria-hidden />
        </Link>
      </NextCard>
    </>
  )
}
