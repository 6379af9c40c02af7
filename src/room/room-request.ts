import { z } from 'zod'
import { forms } from '../availability/form.ts'
import { phone } from '../meeting/booking-request.ts'
import { text, words } from '../words/text.ts'
import { readWebAddress } from '../words/web-address.ts'
import { decisions } from './door.ts'
import { roomLimits } from './limits.ts'
import { pauseSeconds } from './pause.ts'

export const chatLine = z.object({ text: words(roomLimits.chatLine) })

/** The last line that the page has read, by its id. */
export const chatAsked = z.object({ after: z.uuid().optional() })

export const formChoice = z.object({ form: z.enum(forms) })

/** With the number to call, which somebody who booked video may not have given; left out, it stays as it is. */
export const seekersFormChoice = formChoice.extend({ phone })

export const pauseRequest = z.object({ seconds: z.int().min(pauseSeconds.least).max(pauseSeconds.most) })

/** RFC 3986, 3.3 and 3.4. */
const inPath = '[!$&-;=?-Z_a-z~]'
/** RFC 1035, 2.3.4. */
const hostLabel = '[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?'

export const linkRequest = z.object({
  /** Only pages: `javascript:` and the like would run in the seeker's browser. */
  url: z
    .url({ protocol: /^https?$/, hostname: z.regexes.domain })
    .max(roomLimits.linkAddress)
    .refine((url) => readWebAddress(url) !== null, 'Only a whole address that begins with https://')
    .meta({
      pattern: `^[Hh][Tt][Tt][Pp][Ss]?://(${hostLabel}\\.){1,6}[A-Za-z]{2,24}(:[0-9]{1,4})?([/?#](${inPath}|%[0-9A-Fa-f]{2})*)?$`,
    }),
  title: words(roomLimits.linkTitle),
})

export const decisionRequest = z.object({
  decision: z.enum(decisions),
  message: text(roomLimits.doorMessage).optional(),
})
