import { Link } from '@tanstack/react-router'
import { AudioLines, DoorOpen, MessageSquareText, Phone, Video } from 'lucide-react'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, languageName, sentence } from '../../i18n/time.ts'
import styles from '../../staff/staff.module.css'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import type { Form, Talk, TalkState } from '../api.ts'
import { DoorRow } from './door-row.tsx'

const formIcons = { video: Video, audio: AudioLines, phone: Phone, text: MessageSquareText }
const formNames = { video: m.common_form_video, audio: m.common_form_audio, phone: m.common_form_phone, text: m.common_form_text }

export function FormName({ form }: { form: Form }) {
  const Icon = formIcons[form]
  return <><Icon aria-hidden />{formNames[form]()}</>
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

type CardProps = {
  talk: Talk
  /** The talk is now or next: one big button leads in. */
  near?: boolean
  /** Further on: the heading alone leads to the talk. */
  quiet?: boolean
}

/** What a counsellor needs to know in the minute before a talk. */
export function TalkCard({ talk, near = false, quiet = false }: CardProps) {
  return (
    <Card aria-label={`${clockRange(talk.wall)} ${seekerName(talk)}`}>
      <Stack gap={0.7}>
        <div className={styles.head}>
          <h3>
            <Link to="/staff/talk/$bookingId" params={{ bookingId: talk.id }} className={styles.title}>{clockRange(talk.wall)} · {seekerName(talk)}</Link>
          </h3>
          <span className={styles.muted}>{talk.serviceTitle[localeNow()]}</span>
        </div>
        <TalkTags talk={talk} />
        {talk.goals.length > 0
          ? <ul className={styles.list}>{talk.goals.map((goal) => <li key={goal} className={styles.quote}>{goal}</li>)}</ul>
          : <p className={styles.muted}>{talk.topic ?? m.counsellor_no_goal()}</p>}
        {talk.waiting.map((person) => <DoorRow key={person.participantId} bookingId={talk.id} person={person} />)}
        {quiet ? null : <WayIn talk={talk} near={near} />}
      </Stack>
    </Card>
  )
}

/** The one big button. By phone the number stands on the talk's own page; whoever waits is let in at the door above. */
function WayIn({ talk, near }: { talk: Talk; near: boolean }) {
  const params = { bookingId: talk.id }
  if (near && talk.state === 'booked' && talk.form !== 'phone' && talk.waiting.length === 0) {
    return <Row><Link to="/staff/talk/$bookingId/room" params={params} className={`${buttonClass()} ${styles.big}`}><DoorOpen aria-hidden /><span>{m.counsellor_step_in()}</span></Link></Row>
  }
  return <Row><Link to="/staff/talk/$bookingId" params={params} className={`${buttonClass({ look: talk.waiting.length > 0 ? 'quiet' : near && talk.form === 'phone' ? 'primary' : 'secondary' })} ${near && talk.waiting.length === 0 ? styles.big : ''}`}>{m.counsellor_open_talk()}</Link></Row>
}

export function TalkTags({ talk }: { talk: Talk }) {
  return (
    <ul className={styles.tags}>
      <li className={styles.tag}><FormName form={talk.form} /></li>
      <li className={styles.tag}>{sentence(languageName(talk.language))}</li>
      {talk.state === 'booked' ? null : <li className={styles.tag}>{stateName[talk.state]()}</li>}
      {talk.checklist.total > 0 && talk.state !== 'cancelled' ? (
        <li className={styles.tag}>
          {checklistText(talk.checklist)}
        </li>
      ) : null}
      {talk.readiness === null ? null : <li className={styles.tag}>{m.counsellor_readiness({ value: talk.readiness })}</li>}
      {talk.companions > 0 ? <li className={styles.tag}>{m.counsellor_companions({ count: talk.companions })}</li> : null}
      {talk.roomOpen ? <li className={`${styles.tag} ${styles.lit}`}>{m.counsellor_room_open()}</li> : null}
    </ul>
  )
}

function checklistText({ answered, total }: Talk['checklist']): string {
  if (answered === 0) return m.counsellor_checklist_none()
  return answered >= total ? m.counsellor_checklist_done() : m.counsellor_checklist_part({ answered, total })
}
