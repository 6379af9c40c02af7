import { z } from 'zod'
import { goalTextMost, scale } from '../meeting/limits.ts'
import { textAsSent } from '../words/text.ts'
import { deviceOutcomes } from './checklist.ts'
import type { ItemAnswer } from './checklist.ts'
import { checklistLimits as limits } from './limits.ts'

const outcome = z.enum(deviceOutcomes)
const fromTo = `from ${scale.least} to ${scale.most}`

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('information'), confirmed: z.boolean() }),
  z.object({
    kind: z.literal('choice'),
    chosen: z.array(z.string().max(limits.id)).max(limits.options.most, `At most ${limits.options.most} options`),
  }),
  z.object({ kind: z.literal('text'), text: textAsSent(limits.answer) }),
  z.object({
    kind: z.literal('goal'),
    goals: z
      .array(textAsSent(goalTextMost))
      .max(limits.goals, `At most ${limits.goals} goals; fewer are easier to reach`),
  }),
  z.object({
    kind: z.literal('scale'),
    value: z.int(`A whole number ${fromTo}`).min(scale.least, `Choose ${fromTo}`).max(scale.most, `Choose ${fromTo}`),
  }),
  z.object({ kind: z.literal('camera'), camera: z.enum(['on', 'off', 'later']) }),
  z.object({
    kind: z.literal('device'),
    camera: outcome,
    microphone: outcome,
    speaker: outcome.optional(),
    network: outcome,
  }),
]) satisfies z.ZodType<ItemAnswer>

/** Answers as a page sends them: only those that changed; `null` takes one back. */
export const answerChange = z.object({
  answers: z
    .record(z.string().max(limits.id), answer.nullable())
    .refine((answers) => Object.keys(answers).length <= limits.items, `At most ${limits.items} answers at once`),
})
