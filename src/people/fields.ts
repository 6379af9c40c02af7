import { z } from 'zod'
import { isZone } from '../time/zone.ts'
import { languages } from '../words/language.ts'

/** One line: it stands in subjects and headings. */
export const personName = z
  .string()
  .trim()
  .min(1, 'Write a name')
  .max(120, 'At most 120 letters')
  .regex(/^\P{Cc}*$/u, 'Write it on one line')
/** Blanks around it are forgiven: keyboards of phones add one. */
export const emailAddress = z
  .string()
  .trim()
  .max(254, 'At most 254 letters')
  .pipe(z.email('Write an e-mail address, like name@example.org'))
export const zoneName = z
  .string()
  .max(64, 'At most 64 letters')
  .refine(isZone, 'Write a time zone, like Europe/Stockholm')
export const interfaceLanguage = z.enum(languages, 'One of sv, da and en')
/** BCP 47, as far as one can tell by its looks. */
export const talkLanguage = z
  .string()
  .max(35, 'At most 35 letters')
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Write a language tag, like sv or ar')
export const oneTimeToken = z.string().min(1, 'The link is not whole').max(200, 'The link is not whole')
