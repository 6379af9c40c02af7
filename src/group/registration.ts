import { z } from 'zod'
import { bookingLimits } from '../meeting/limits.ts'
import { email } from '../meeting/booking-request.ts'
import { changedText } from '../words/text.ts'
import { talkLanguage, zone } from '../people/fields.ts'
import { languages } from '../words/language.ts'

/** The body of `POST /events/:id/bookings`. */
export const registration = z.object({
  language: talkLanguage,
  /** The zone in which the seeker reads times; decides nothing else. */
  zone,
  lettersLanguage: z.enum(languages),
  alias: changedText(bookingLimits.alias),
  email,
  /** A question in advance, which the hosts read. */
  question: changedText(bookingLimits.topic),
  fullSubjects: z.boolean().optional(),
  /** All dates of the series from this one on. */
  wholeSeries: z.boolean().optional(),
})
export type Registration = z.output<typeof registration>
