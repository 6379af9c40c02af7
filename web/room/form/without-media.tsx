import { PenLine, Phone } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import type { Role } from '../room-state.ts'
import styles from './form.module.css'
import { NumberToCall } from './number-to-call.tsx'

type Props = {
  form: 'phone' | 'text'
  role: Role
  /** The number to call; null when there is none yet, undefined until that is known. */
  phone: string | null | undefined
  /** For the seeker alone. */
  give: ((phone: string) => Promise<unknown>) | null
  look(): Promise<void>
}

/** What stands in the faces' place while the talk is held by phone or in text. */
export function WithoutMedia({ form, role, phone, give, look }: Props) {
  const byPhone = form === 'phone'
  return (
    <section className={styles.calm} aria-label={m.room_form()}>
      {byPhone ? <Phone aria-hidden /> : <PenLine aria-hidden />}
      <h2>{byPhone ? m.room_form_phone_title() : m.room_form_text_title()}</h2>
      <p>
        {byPhone
          ? role === 'counsellor'
            ? m.room_form_phone_counsellor()
            : m.room_form_phone_seeker()
          : m.room_form_text_hint()}
      </p>
      {byPhone && role === 'counsellor' && phone !== undefined ? <Called phone={phone} /> : null}
      {byPhone && give && phone !== undefined ? (
        <NumberToCall key={phone} phone={phone} give={give} look={look} />
      ) : null}
    </section>
  )
}

function Called({ phone }: { phone: string | null }) {
  return phone === null ? (
    <p role="status">{m.room_form_phone_none()}</p>
  ) : (
    <a className={styles.number} href={`tel:${phone}`}>
      {phone}
    </a>
  )
}
