import { Link } from '@tanstack/react-router'
import { AudioLines, DoorOpen, MessageSquareText, Phone, Video } from 'lucide-react'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, languageName, sentence } from '../../i18n/time.ts'
import styles from '../../staff/staff.module.css'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import type { Form, Talk, TalkState } from '../api.ts'
import { DoorRows } from './door-row.tsx'

const formIcons = { video: Video, audio: AudioLines, phone: Phone, text: MessageSquareText }
const formNames = {
  video: m.common_form_video,
  audio: m.common_form_audio,
  phone: m.common_form_phone,
  text: m.common_form_text,
}

export function FormName({ form }: { form: Form }) {
  const Icon = formIcons[form]
  return (
    <>
      <Icon aria-hidden />
      {formNames[form]()}
    </>
  )
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
            <Link to="/staff/talk/$bookingId" params={{ bookingId: talk.id }} className={styles.title}>
              {clockRange(talk.wall)} · {seekerName(talk)}
            </Link>
          </h3>
          {quiet ? null : <span className={styles.muted}>{talk.serviceTitle[localeNow()]}</span>}
        </div>
        {quiet ? <p className={styles.muted}>{factsOf(talk).join(' · ')}</p> : <TalkTags talk={talk} />}
        <Wishes talk={talk} quiet={quiet} />
        <DoorRows bookingId={talk.id} waiting={talk.waiting} />
        {quiet ? null : <WayIn talk={talk} near={near} />}
      </Stack>
    </Card>
  )
}

/** The one big button. By phone the number stands on the talk's own page; whoever waits is let in at the door above. */
function WayIn({ talk, near }: { talk: Talk; near: boolean }) {
  const params = { bookingId: talk.id }
  if (near && talk.state === 'booked' && talk.form !== 'phone' && talk.waiting.length === 0) {
    return (
      <Row>
        <Link to="/staff/talk/$bookingId/room" params={params} className={`${buttonClass()} ${styles.big}`}>
          <DoorOpen aria-hidden />
          <span>{m.counsellor_step_in()}</span>
        </Link>
      </Row>
    )
  }
  const alone = talk.waiting.length === 0
  const look = !alone ? 'quiet' : near && talk.form === 'phone' ? 'primary' : 'secondary'
  return (
    <Row>
      <Link
        to="/staff/talk/$bookingId"
        params={params}
        className={`${buttonClass({ look })} ${near && alone ? styles.big : ''}`}
      >
        {m.counsellor_open_talk()}
      </Link>
    </Row>
  )
}

/** What the seeker wants. Further on, the first goal tells enough. */
function Wishes({ talk: { goals, topic }, quiet }: { talk: Talk; quiet: boolean }) {
  if (goals.length > 0) {
    return (
      <ul className={styles.list}>
        {(quiet ? goals.slice(0, 1) : goals).map((goal) => (
          <li key={goal} className={styles.quote}>
            {goal}
          </li>
        ))}
      </ul>
    )
  }
  if (topic === null && quiet) return null
  return <p className={styles.muted}>{topic ?? m.counsellor_no_goal()}</p>
}

export function TalkTags({ talk }: { talk: Talk }) {
  const [, ...facts] = factsOf(talk)
  return (
    <ul className={styles.tags}>
      <li className={styles.tag}>
        <FormName form={talk.form} />
      </li>
      {facts.map((fact) => (
        <li key={fact} className={styles.tag}>
          {fact}
        </li>
      ))}
      {talk.roomOpen ? <li className={`${styles.tag} ${styles.lit}`}>{m.counsellor_room_open()}</li> : null}
    </ul>
  )
}

/** Form, language, and how far the seeker has prepared. */
function factsOf(talk: Talk): string[] {
  return [
    formNames[talk.form](),
    sentence(languageName(talk.language)),
    talk.state === 'booked' ? '' : stateName[talk.state](),
    talk.checklist.total > 0 && talk.state !== 'cancelled' ? checklistText(talk.checklist) : '',
    talk.readiness === null ? '' : m.counsellor_readiness({ value: talk.readiness }),
    talk.companions > 0 ? m.counsellor_companions({ count: talk.companions }) : '',
  ].filter(Boolean)
}

function checklistText({ answered, total }: Talk['checklist']): string {
  if (answered === 0) return m.counsellor_checklist_none()
  return answered >= total ? m.counsellor_checklist_done() : m.counsellor_checklist_part({ answered, total })
}
