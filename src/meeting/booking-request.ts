import { z } from 'zod'
import { isZone, zoneName } from '../time/zone.ts'
import { staffLimits } from '../people/limits.ts'
import { languages } from '../words/language.ts'
import { forms } from './booking.ts'
import { bookingLimits } from './limits.ts'

/** What a seeker may say of themselves and of the talk, each optional. Blank is the same as nothing. */
const free = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => text || null)
    .nullish()

const email = z
  .union([z.literal('').transform(() => null), z.string().trim().max(staffLimits.email).pipe(z.email())])
  .nullish()

/** Digits as people write them, kept as `+46701234567`; a national number is kept without its spaces. */
export const phone = z
  .string()
  .max(bookingLimits.phone)
  .transform((text) => text.replace(/[\s().\-\u2010-\u2015/]/g, '').replace(/^00/, '+'))
  .refine(
    (text) => text === '' || /^\+?\d{5,15}$/.test(text),
    'A phone number has 5 to 15 digits, and may begin with + and the country.',
  )
  .transform((text) => text || null)
  .nullish()

export const zone = z
  .string()
  .max(staffLimits.zone)
  .refine(isZone, 'The name of a time zone, as Europe/Stockholm.')
  .transform(zoneName)

/** An instant with an offset, RFC 3339; comes out as epoch ms. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  // Days around a far year are no dates to PostgreSQL.
  .refine((ms) => ms >= Date.UTC(1970, 0) && ms < Date.UTC(2200, 0), 'A time of this century or the next.')

/** The body of `POST /bookings`. */
export const wish = z.object({
  serviceId: z.uuid(),
  start: instant,
  form: z.enum(forms),
  language: z.string().min(2).max(staffLimits.languageTag),
  /** The zone in which the seeker reads times; decides nothing else. */
  zone,
  lettersLanguage: z.enum(languages),
  alias: free(bookingLimits.alias),
  email,
  phone,
  topic: free(bookingLimits.topic),
  fullSubjects: z.boolean().optional(),
})
export type Wish = z.output<typeof wish>

/** The body of `PATCH /bookings/:id`: what is left out stays, `null` or blank takes away. */
export const change = z.object({
  start: instant.optional(),
  form: z.enum(forms).optional(),
  alias: free(bookingLimits.alias),
  email,
  phone,
  topic: free(bookingLimits.topic),
  fullSubjects: z.boolean().optional(),
  lettersLanguage: z.enum(languages).optional(),
})
export type Change = z.output<typeof change>

export const cancellation = z.object({ reason: free(bookingLimits.cancelReason) })

export const invitation = z.object({ label: z.string().trim().min(1).max(bookingLimits.companionLabel) })

export const entry = z.object({ code: z.string().max(bookingLimits.typedCode) })
