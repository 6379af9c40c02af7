import type { Form } from '../../src/availability/form.ts'
import { isPhone, phoneDigits, readAddress } from '../../src/words/typed.ts'
import { m } from '../i18n/paraglide/messages.js'

// What is typed is read as the server reads it, and stays as it was typed.

/** What is wrong with an e-mail address that may be left out. */
export function emailFault(email: string): string | undefined {
  return email.trim() === '' || readAddress(email) !== null ? undefined : m.seeker_contact_email_error()
}

/** What is wrong with a phone number; it may be left out unless the talk is a call. */
export function phoneFault(phone: string, form: Form | null): string | undefined {
  const written = phone.trim()
  if (written === '') return form === 'phone' ? m.seeker_contact_phone_missing() : undefined
  return isPhone(phoneDigits(written)) ? undefined : m.seeker_contact_phone_error()
}
