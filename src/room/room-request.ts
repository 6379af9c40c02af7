import { z } from 'zod'
import { forms } from '../meeting/booking.ts'
import { phone } from '../meeting/booking-request.ts'
import { linkLimits } from '../meeting/limits.ts'
import { roomLimits } from './limits.ts'
import { pauseSeconds } from './pause.ts'

export const chatLine = z.object({ text: z.string().trim().min(1).max(roomLimits.chatLine) })

export const formChoice = z.object({ form: z.enum(forms) })

/** With the number to call, which somebody who booked video may not have given; left out, it stays as it is. */
export const seekersFormChoice = formChoice.extend({ phone })

export const pauseRequest = z.object({ seconds: z.int().min(pauseSeconds.least).max(pauseSeconds.most) })

export const linkRequest = z.object({
  /** Only pages: `javascript:` and the like would run in the seeker's browser. */
  url: z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(linkLimits.url),
  title: z.string().trim().min(1).max(linkLimits.title),
})
