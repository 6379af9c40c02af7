import { z } from 'zod'
import { mayBecomeWebAddress } from '../words/web-address.ts'
import { localDay } from './fields.ts'
import { text, words } from '../words/text.ts'
import { goalOutcomes } from './konklusion.ts'
import { goalsMost, konklusionLimits as most } from './limits.ts'

const goalEntry = z.object({
  goalId: z.uuid(),
  wording: z.string().default(''),
  outcome: z.enum(goalOutcomes).nullable(),
  sentence: text(most.sentence),
})
const action = z.object({
  what: text(most.what),
  who: z.enum(['seeker', 'counsellor', 'other']),
  until: localDay.nullable(),
})
/** Half-written maybe, and never of a kind that a browser would run. */
const webAddress = text(most.url)
  .refine(mayBecomeWebAddress, 'Only addresses of the web, which begin with https://')
  .meta({
    pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$',
    anyOf: [{ pattern: '^\\s*[Hh][Tt][Tt][Pp][Ss]?:' }, { not: { pattern: '^\\s*[A-Za-z][A-Za-z0-9+.-]*:' } }],
  })
const link = z.object({ url: webAddress, title: text(most.linkTitle) })

/** A Konklusion as the counsellor's page sends it, half-written maybe. */
export const draft = z.object({
  body: z.object({
    summary: text(most.summary),
    goals: z.array(goalEntry).max(goalsMost),
    actions: z.array(action).max(most.actions),
    links: z.array(link).max(most.links),
  }),
})
export const comment = z.object({ text: words(most.comment) })
export const approval = z.object({ version: z.int().min(1) })
