import { z } from 'zod'
import { methods } from '../methods/methods.ts'
import { wholeText } from '../words/text.ts'
import { talkLanguage, zoneName } from '../people/fields.ts'
import { forms } from '../meeting/booking.ts'

const whole = (least: number, most: number) => {
  const range = `A whole number from ${least} to ${most}`
  return z.int(range).min(least, range).max(most, range)
}

const once = <T>(list: T[]) => new Set(list).size === list.length
const twice = 'Something is named twice'

/** Everything that a coordinator says of a service. Times are minutes, notice at most is days. */
const fields = {
  title: wholeText(100),
  purpose: wholeText(600),
  minutes: whole(5, 240),
  bufferBeforeMinutes: whole(0, 120),
  bufferAfterMinutes: whole(0, 120),
  minNoticeMinutes: whole(0, 30 * 24 * 60),
  maxNoticeDays: whole(1, 365),
  gridMinutes: whole(5, 240),
  forms: z.array(z.enum(forms)).min(1, 'Offer at least one form').refine(once, twice),
  languages: z
    .array(talkLanguage)
    .min(1, 'Name at least one language')
    .max(20, 'At most 20 languages')
    .refine(once, twice),
  zone: zoneName,
  method: z.enum(
    methods.map(({ id }) => id),
    'Not one of the methods',
  ),
  checklistTemplateId: z.uuid('Not one of the checklists').nullable(),
  cancelUntilMinutes: whole(0, 14 * 24 * 60),
  doorOpensMinutes: whole(0, 120),
  active: z.boolean(),
  counsellorIds: z.array(z.uuid('Not one of the counsellors')).max(200, 'At most 200 counsellors').refine(once, twice),
}

export const serviceChange = z.object(fields).partial()

export const newService = z.object({
  ...fields,
  bufferBeforeMinutes: fields.bufferBeforeMinutes.default(0),
  bufferAfterMinutes: fields.bufferAfterMinutes.default(10),
  minNoticeMinutes: fields.minNoticeMinutes.default(120),
  maxNoticeDays: fields.maxNoticeDays.default(60),
  gridMinutes: fields.gridMinutes.default(15),
  method: fields.method.default('4k'),
  checklistTemplateId: fields.checklistTemplateId.default(null),
  cancelUntilMinutes: fields.cancelUntilMinutes.default(60),
  doorOpensMinutes: fields.doorOpensMinutes.default(15),
  active: fields.active.default(true),
  counsellorIds: fields.counsellorIds.default([]),
})

/** True when a service could never be booked: the last moment to book lies before the first. */
export const isNeverOpen = ({ minNoticeMinutes, maxNoticeDays }: { minNoticeMinutes: number; maxNoticeDays: number }) =>
  minNoticeMinutes >= maxNoticeDays * 24 * 60
