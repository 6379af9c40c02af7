import type { Form } from '../../src/availability/form.ts'
import { m } from '../i18n/paraglide/messages.js'

// Fields are looked at gently: what is no address at all is told, everything else is the server's to judge.

/** What is wrong with an e-mail address that may be left out. */
export function emailFault(email: string): string | undefined {
  const written = email.trim()
  return written === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(written) ? undefined : m.seeker_contact_email_error()
}

/** What is wrong with a phone number; it may be left out unless the talk is a call. */
export function phoneFault(phone: string, form: Form | null): string | undefined {
  const written = phone.trim()
  if (written === '') return form === 'phone' ? m.seeker_contact_phone_missing() : undefined
  const digits = written.replace(/\D/g, '')
  return digits.length >= 5 && /^[+\d\s().-]+$/.test(written) ? undefined : m.seeker_contact_phone_error()
}
