import { z } from 'zod'
import { isZone, zoneName } from '../time/zone.ts'
import { languages } from '../words/language.ts'
import { oneLine } from '../words/text.ts'
import { readAddress } from '../words/typed.ts'
import { staffLimits } from './limits.ts'

const atMost = (letters: number) => `At most ${letters} letters`

/** One line: it stands in subjects and headings. */
export const personName = oneLine(staffLimits.name, 'Write a name')
/** As {@link readAddress} takes it; what is typed may be longer by signs that nobody sees. */
export const emailAddress = z
  .string()
  .max(2 * staffLimits.email, atMost(staffLimits.email))
  .meta({ format: 'email', maxLength: staffLimits.email })
  .transform(function asMailTakesIt(typed, context) {
    const address = readAddress(typed)
    if (address !== null) return address
    context.addIssue('Write an e-mail address, like name@example.org')
    return z.NEVER
  })
/** The name of a time zone, in the spelling of the zone data. */
export const zone = z
  .string()
  .max(staffLimits.zone, atMost(staffLimits.zone))
  .meta({ format: 'iana-time-zone' })
  .refine(isZone, 'Write a time zone, like Europe/Stockholm')
  .transform(zoneName)
export const interfaceLanguage = z.enum(languages, `One of ${languages.join(', ')}`)
/** BCP 47, as far as one can tell by its looks. */
export const talkLanguage = z
  .string()
  .max(staffLimits.languageTag, atMost(staffLimits.languageTag))
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Write a language tag, like sv or ar')
/** The languages in which somebody holds talks. */
export const talkLanguages = z
  .array(talkLanguage)
  .max(staffLimits.languages, `At most ${staffLimits.languages} languages`)
export const oneTimeToken = z
  .string()
  .min(1, 'The link is not whole')
  .max(staffLimits.oneTimeToken, 'The link is not whole')
