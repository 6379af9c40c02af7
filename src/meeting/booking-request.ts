import { z } from 'zod'
import { emailAddress, talkLanguage, zone } from '../people/fields.ts'
import { instant } from '../time/fields.ts'
import { languages } from '../words/language.ts'
import { changedText, textAsSent, words } from '../words/text.ts'
import { isPhone, phoneDigits } from '../words/typed.ts'
import { forms } from '../availability/form.ts'
import { bookingLimits } from './limits.ts'

export const email = z
  .union([
    z
      .string()
      .regex(/^\s*$/)
      .transform(() => null),
    emailAddress,
  ])
  .nullish()

/** What a program sends that does not guess how people write: digits, with a blank or a dash between them at most. */
const plainPhone = '^(\\+?[0-9]([ .-]?[0-9]){7,14})?$'

/** Digits as people write them, kept as `+46701234567`; a national number is kept without its spaces. */
export const phone = z
  .string()
  .max(bookingLimits.phone)
  .meta({ pattern: plainPhone })
  .transform(phoneDigits)
  .refine(
    (digits) => digits === '' || isPhone(digits),
    'A phone number has 5 to 15 digits, and may begin with + and the country.',
  )
  .transform((text) => text || null)
  .nullish()

/** The body of `POST /bookings`. */
export const wish = z.object({
  serviceId: z.uuid(),
  start: instant,
  form: z.enum(forms),
  language: talkLanguage,
  /** The zone in which the seeker reads times; decides nothing else. */
  zone,
  lettersLanguage: z.enum(languages),
  alias: changedText(bookingLimits.alias),
  email,
  phone,
  topic: changedText(bookingLimits.topic),
  fullSubjects: z.boolean().optional(),
  /** The seeker wants the way to their own page in every letter, for whoever reads the mailbox. */
  linkInLetters: z.boolean().optional(),
})
export type Wish = z.output<typeof wish>

/** The body of `PATCH /bookings/:id`: what is left out stays, `null` or blank takes away. */
export const change = z.object({
  start: instant.optional(),
  form: z.enum(forms).optional(),
  alias: changedText(bookingLimits.alias),
  email,
  phone,
  topic: changedText(bookingLimits.topic),
  fullSubjects: z.boolean().optional(),
  lettersLanguage: z.enum(languages).optional(),
})
export type Change = z.output<typeof change>

export const cancellation = z.object({ reason: changedText(bookingLimits.cancelReason) })

export const invitation = z.object({ label: words(bookingLimits.companionLabel) })

export const entry = z.object({ code: textAsSent(bookingLimits.typedCode) })
