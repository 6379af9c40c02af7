import { PenLine, Phone } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import type { Role } from '../room-state.ts'
import styles from './form.module.css'

/** What stands in the faces' place while the talk is held by phone or in text. */
export function WithoutMedia({ form, role }: { form: 'phone' | 'text'; role: Role }) {
  const phone = form === 'phone'
  return (
    <section className={styles.calm} aria-label={m.room_form()}>
      {phone ? <Phone aria-hidden /> : <PenLine aria-hidden />}
      <h2>{phone ? m.room_form_phone_title() : m.room_form_text_title()}</h2>
      <p>{phone ? (role === 'counsellor' ? m.room_form_phone_counsellor() : m.room_form_phone_seeker()) : m.room_form_text_hint()}</p>
    </section>
  )
}
