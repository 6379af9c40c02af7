import { z } from 'zod'
import { mayBecomeWebAddress } from '../words/web-address.ts'
import { localDay, maybeBlank, words } from './fields.ts'
import { goalOutcomes } from './konklusion.ts'
import { goalsMost, konklusionLimits as most } from './limits.ts'

const goalEntry = z.object({
  goalId: z.uuid(),
  wording: z.string().default(''),
  outcome: z.enum(goalOutcomes).nullable(),
  sentence: maybeBlank(most.sentence),
})
const action = z.object({
  what: maybeBlank(most.what),
  who: z.enum(['seeker', 'counsellor', 'other']),
  until: localDay.nullable(),
})
const webAddress = z.string().refine(mayBecomeWebAddress, 'Only addresses of the web, which begin with https://')
const link = z.object({ url: maybeBlank(most.url).pipe(webAddress), title: maybeBlank(most.linkTitle) })

/** A Konklusion as the counsellor's page sends it, half-written maybe. */
export const draft = z.object({
  body: z.object({
    summary: maybeBlank(most.summary),
    goals: z.array(goalEntry).max(goalsMost),
    actions: z.array(action).max(most.actions),
    links: z.array(link).max(most.links),
  }),
})
export const comment = z.object({ text: words(most.comment) })
export const approval = z.object({ version: z.int().min(1) })
