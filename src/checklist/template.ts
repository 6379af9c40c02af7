import { z } from 'zod'
import { wholeText } from '../words/text.ts'
import type { ChecklistItem, ItemAnswer } from './checklist.ts'
import { audiences, deviceOutcomes } from './checklist.ts'

const stableId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Small letters, digits and dashes, at most 40, like "why-video"')
  // Every object has a member of that name: an item of that id would count as answered before it is.
  .refine((id) => id !== 'constructor', 'Choose another id')

const common = {
  id: stableId,
  audience: z
    .array(z.enum(audiences, 'One of seeker, counsellor and companion'))
    .min(1, 'Choose who is asked')
    .refine((chosen) => new Set(chosen).size === chosen.length, 'Somebody is named twice'),
  title: wholeText(140),
  body: wholeText(1500).optional(),
}

const option = z.object({ id: stableId, label: wholeText(140) })

const item = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...common, kind: z.literal('information') }),
    z.strictObject({
      ...common,
      kind: z.literal('choice'),
      options: z.array(option).min(2, 'At least two options').max(12, 'At most 12 options').superRefine(uniqueIds),
      many: z.boolean(),
    }),
    z.strictObject({ ...common, kind: z.literal('text') }),
    z.strictObject({ ...common, kind: z.literal('goal') }),
    z.strictObject({ ...common, kind: z.literal('scale'), low: wholeText(80), high: wholeText(80) }),
    z.strictObject({ ...common, kind: z.literal('camera') }),
    z.strictObject({ ...common, kind: z.literal('device') }),
  ],
  'One of information, choice, text, goal, scale, camera and device',
)

/** Names every id that stands there a second time, at its own place. */
function uniqueIds(list: { id: string }[], context: z.RefinementCtx): void {
  list.forEach(function check({ id }, index) {
    if (list.findIndex((other) => other.id === id) < index) {
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `The id "${id}" is taken by an item above` })
    }
  })
}

/** The items of a checklist as a coordinator sends them. */
export const checklistItems = z
  .array(item)
  .min(1, 'At least one item')
  .max(40, 'At most 40 items')
  .superRefine(uniqueIds)
  .transform((items) => items.map(withoutGaps))

export const checklistTitle = wholeText(140)

/** zod leaves `body: undefined` where nothing was sent; a stored item has no such field. */
function withoutGaps({ body, ...rest }: z.infer<typeof item>): ChecklistItem {
  return body ? { ...rest, body } : rest
}

const outcome = z.enum(deviceOutcomes)

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('information'), confirmed: z.boolean() }),
  z.object({ kind: z.literal('choice'), chosen: z.array(z.string().max(40)).max(12, 'At most 12 options') }),
  z.object({ kind: z.literal('text'), text: z.string().max(2000, 'At most 2,000 letters') }),
  z.object({
    kind: z.literal('goal'),
    goals: z.array(z.string().max(500, 'At most 500 letters')).max(5, 'At most five goals; fewer are easier to reach'),
  }),
  z.object({
    kind: z.literal('scale'),
    value: z.int('A whole number from 1 to 10').min(1, 'From 1 to 10').max(10, 'From 1 to 10'),
  }),
  z.object({ kind: z.literal('camera'), camera: z.enum(['on', 'off', 'later']) }),
  z.object({ kind: z.literal('device'), camera: outcome, microphone: outcome, network: outcome }),
]) satisfies z.ZodType<ItemAnswer>

/** Answers as a page sends them: only those that changed; `null` takes one back. */
export const answerChange = z.object({
  answers: z
    .record(z.string().max(40), answer.nullable())
    .refine((answers) => Object.keys(answers).length <= 40, 'At most 40 answers at once'),
})
