import { Link } from '@tanstack/react-router'
import { DoorOpen } from 'lucide-react'
import { useServerNow } from '../../client/server-now.ts'
import { clocksAgree } from '../../i18n/clocks-agree.ts'
import { useLocale } from '../../i18n/locale.ts'
import { duration, hoursAndMinutes } from '../../i18n/hours-and-minutes.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, zoneName, browserZone } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Talk } from '../api.ts'
import { FormIcon, formName } from '../form-words.tsx'
import { countdown } from '../../client/countdown.ts'
import { nearDate } from '../../client/near-day.ts'
import { stateName } from './talk-list.tsx'
import styles from './my.module.css'

/** What, when, with whom, how; and the door, when it is time. */
export function TalkCard({ talk, as = 'seeker' }: { talk: Talk; as?: 'seeker' | 'companion' }) {
  const locale = useLocale()
  const elsewhere = talk.wall.start !== talk.serviceWall.start
  return (
    <>
      {talk.state === 'cancelled' ? <CancelledNotice talk={talk} /> : null}
      <Card dusk className={styles.talk} aria-labelledby={`talk-${talk.id}`}>
        <div className={styles.talkHead}>
          <FourArcs lit={talk.state === 'cancelled' ? 0 : 4} size="small" />
          <p className={styles.muted}>
            {talk.service.title[locale]} · {talk.organisation.name}
          </p>
        </div>
        <h1 id={`talk-${talk.id}`} className={styles.when}>
          {nearDate(talk.wall.start, talk.wall.zone)} <span className={styles.clock}>{clockRange(talk.wall)}</span>
        </h1>
        {elsewhere ? (
          <p className={styles.muted}>
            {m.seeker_talk_service_time({ time: clockRange(talk.serviceWall), zone: zoneName(talk.serviceWall.zone) })}
          </p>
        ) : null}
        {clocksAgree(talk, browserZone()) ? null : (
          <p className={styles.muted}>{m.seeker_talk_zone({ zone: zoneName(talk.wall.zone) })}</p>
        )}
        <p className={styles.with}>
          <FormIcon form={talk.form} />{' '}
          <span>{m.seeker_talk_with({ form: formName(talk.form), name: talk.counsellor.name })}</span>
        </p>
        {talk.state === 'booked' ? (
          <Time talk={talk} as={as} />
        ) : (
          <p className={styles.state}>{stateName(talk.state)}</p>
        )}
      </Card>
    </>
  )
}

function CancelledNotice({ talk }: { talk: Talk }) {
  return (
    <Notice
      tone="loss"
      title={talk.cancelledBy === 'counsellor' ? m.seeker_cancelled_by_counsellor() : m.seeker_cancelled_by_you()}
      actions={
        <Link to="/" className={buttonClass({ look: 'secondary' })}>
          {m.seeker_my_book()}
        </Link>
      }
    >
      {talk.cancelledBy === 'counsellor' && talk.cancelReason ? (
        <p>{m.seeker_cancelled_reason({ reason: talk.cancelReason })}</p>
      ) : null}
    </Notice>
  )
}

/** The countdown, then the door. */
function Time({ talk, as }: { talk: Talk; as: 'seeker' | 'companion' }) {
  const now = useServerNow(5000)
  const left = countdown(now, Date.parse(talk.start), Date.parse(talk.end))
  const open = now >= Date.parse(talk.doorOpensAt)
  return (
    <div className={`${styles.time} no-print`}>
      {left.kind === 'far' || left.kind === 'over' ? null : (
        <p className={styles.countdown} role="timer">
          {leftName(left)}
        </p>
      )}
      {talk.form === 'phone' ? (
        talk.phone ? (
          <p>{m.seeker_talk_phone({ phone: talk.phone })}</p>
        ) : null
      ) : open ? (
        <Link
          to="/talk/$bookingId"
          params={{ bookingId: talk.id }}
          {...(as === 'companion' && { search: { as: 'companion' } })}
          className={`${buttonClass()} ${styles.door}`}
        >
          <DoorOpen aria-hidden /> {m.seeker_talk_door()}
        </Link>
      ) : (
        <p className={styles.muted}>{m.seeker_talk_door_opens({ time: duration(talk.service.doorOpensMinutes) })}</p>
      )}
    </div>
  )
}

function leftName(left: ReturnType<typeof countdown>): string {
  if (left.kind === 'days') return m.seeker_talk_in({ time: m.common_days({ count: left.days }) })
  if (left.kind === 'hours') return m.seeker_talk_in({ time: hoursAndMinutes(left) })
  if (left.kind === 'minutes') return m.seeker_talk_in({ time: m.common_minutes({ count: left.minutes }) })
  return m.seeker_talk_now()
}
