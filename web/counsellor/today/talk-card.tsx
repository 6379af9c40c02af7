import { Link } from '@tanstack/react-router'
import { AudioLines, DoorOpen, MessageSquareText, Phone, Video } from 'lucide-react'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, languageName } from '../../i18n/time.ts'
import styles from '../../staff/staff.module.css'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import type { Form, Talk, TalkState } from '../api.ts'
import { DoorRow } from './door-row.tsx'

const formIcons = { video: Video, audio: AudioLines, phone: Phone, text: MessageSquareText }
const formNames = { video: m.common_form_video, audio: m.common_form_audio, phone: m.common_form_phone, text: m.common_form_text }

export function FormTag({ form }: { form: Form }) {
  const Icon = formIcons[form]
  return <li className={styles.tag}><Icon aria-hidden />{formNames[form]()}</li>
}

export const stateName: Record<TalkState, () => string> = {
  booked: m.counsellor_state_booked,
  cancelled: m.counsellor_state_cancelled,
  held: m.counsellor_state_held,
  no_show_seeker: m.counsellor_state_no_show_seeker,
  no_show_counsellor: m.counsellor_state_no_show_counsellor,
  broken_off: m.counsellor_state_broken_off,
}

/** Somebody may stay without a name: then the talk's own words stand for them. */
export const seekerName = (talk: Pick<Talk, 'alias'>): string => talk.alias ?? m.counsellor_anonymous()

/** What a counsellor needs to know in the minute before a talk. */
export function TalkCard({ talk, near = false }: { talk: Talk; near?: boolean }) {
  return (
    <Card aria-label={`${clockRange(talk.wall)} ${seekerName(talk)}`}>
      <Stack gap={0.8}>
        <div className={styles.head}>
          <h3>
            <Link to="/staff/talk/$bookingId" params={{ bookingId: talk.id }}>{clockRange(talk.wall)} · {seekerName(talk)}</Link>
          </h3>
          <span className={styles.muted}>{talk.serviceTitle[localeNow()]}</span>
        </div>
        <TalkTags talk={talk} />
        {talk.goals.length > 0
          ? <ul className={styles.list}>{talk.goals.map((goal) => <li key={goal} className={styles.quote}>{goal}</li>)}</ul>
          : <p className={styles.muted}>{talk.topic ?? m.counsellor_no_goal()}</p>}
        {talk.waiting.map((person) => <DoorRow key={person.participantId} bookingId={talk.id} person={person} />)}
        <Row>
          {near && talk.state === 'booked' && (talk.form === 'video' || talk.form === 'audio') ? (
            <Link to="/staff/talk/$bookingId/room" params={{ bookingId: talk.id }} className={buttonClass()}>
              <DoorOpen aria-hidden /><span>{m.counsellor_step_in()}</span>
            </Link>
          ) : (
            <Link to="/staff/talk/$bookingId" params={{ bookingId: talk.id }} className={buttonClass({ look: near ? 'primary' : 'secondary' })}>{m.counsellor_open_talk()}</Link>
          )}
        </Row>
      </Stack>
    </Card>
  )
}

export function TalkTags({ talk }: { talk: Talk }) {
  return (
    <ul className={styles.tags}>
      <FormTag form={talk.form} />
      <li className={styles.tag}>{languageName(talk.language)}</li>
      {talk.state === 'booked' ? null : <li className={styles.tag}>{stateName[talk.state]()}</li>}
      {talk.checklist.total > 0 ? (
        <li className={styles.tag}>
          {talk.checklist.answered >= talk.checklist.total ? m.counsellor_checklist_done() : m.counsellor_checklist_part({ answered: talk.checklist.answered, total: talk.checklist.total })}
        </li>
      ) : null}
      {talk.readiness === null ? null : <li className={styles.tag}>{m.counsellor_readiness({ value: talk.readiness })}</li>}
      {talk.companions > 0 ? <li className={styles.tag}>{m.counsellor_companions({ count: talk.companions })}</li> : null}
      {talk.roomOpen ? <li className={`${styles.tag} ${styles.lit}`}>{m.counsellor_room_open()}</li> : null}
    </ul>
  )
}
