import { z } from 'zod'
import { wholeText } from '../words/text.ts'
import type { ChecklistItem } from './checklist.ts'
import { audiences } from './checklist.ts'
import { checklistLimits as limits } from './limits.ts'

const stableId = z
  .string()
  .max(limits.id, `At most ${limits.id} letters`)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'Small letters, digits and dashes, like "why-video"')
  // Every object has a member of that name: an item of that id would count as answered before it is.
  .refine((id) => id !== 'constructor', 'Choose another id')
  .meta({ not: { const: 'constructor' } })

const common = {
  id: stableId,
  audience: z
    .array(z.enum(audiences, 'One of seeker, counsellor and companion'))
    .min(1, 'Choose who is asked')
    .refine((chosen) => new Set(chosen).size === chosen.length, 'Somebody is named twice')
    .meta({ uniqueItems: true }),
  title: wholeText(limits.title),
  body: wholeText(limits.body).optional(),
  sameCard: z.boolean().optional(),
}

const option = z.object({ id: stableId, label: wholeText(limits.optionLabel) })

const item = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...common, kind: z.literal('information') }),
    z.strictObject({
      ...common,
      kind: z.literal('choice'),
      options: z
        .array(option)
        .min(limits.options.least, `At least ${limits.options.least} options`)
        .max(limits.options.most, `At most ${limits.options.most} options`)
        .superRefine(uniqueIds),
      many: z.boolean(),
    }),
    z.strictObject({ ...common, kind: z.literal('text') }),
    z.strictObject({ ...common, kind: z.literal('goal') }),
    z.strictObject({
      ...common,
      kind: z.literal('scale'),
      low: wholeText(limits.scaleEnd),
      high: wholeText(limits.scaleEnd),
    }),
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
  .max(limits.items, `At most ${limits.items} items`)
  .superRefine(uniqueIds)
  .transform((items) => items.map(withoutGaps))

export const checklistTitle = wholeText(limits.title)

/** zod leaves `body: undefined` where nothing was sent; a stored item has no such field, and none that says no. */
function withoutGaps({ body, sameCard, ...rest }: z.infer<typeof item>): ChecklistItem {
  return { ...rest, ...(body ? { body } : {}), ...(sameCard ? { sameCard } : {}) }
}
