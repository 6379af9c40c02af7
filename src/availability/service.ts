import { z } from 'zod'
import { methods } from '../methods/methods.ts'
import { talkLanguage, zone } from '../people/fields.ts'
import { staffLimits } from '../people/limits.ts'
import { wholeText } from '../words/text.ts'
import { forms } from './form.ts'
import { newServiceDefaults, serviceLimits, serviceRanges } from './limits.ts'
import type { Range } from './limits.ts'

const whole = ({ least, most }: Range) => {
  const range = `A whole number from ${least} to ${most}`
  return z.int(range).min(least, range).max(most, range)
}

const once = <T>(list: T[]) => new Set(list).size === list.length
const twice = 'Something is named twice'

/** Everything that a coordinator says of a service. Times are minutes, notice at most is days. */
const fields = {
  title: wholeText(serviceLimits.title),
  purpose: wholeText(serviceLimits.purpose),
  minutes: whole(serviceRanges.minutes),
  bufferBeforeMinutes: whole(serviceRanges.bufferBeforeMinutes),
  bufferAfterMinutes: whole(serviceRanges.bufferAfterMinutes),
  minNoticeMinutes: whole(serviceRanges.minNoticeMinutes),
  maxNoticeDays: whole(serviceRanges.maxNoticeDays),
  gridMinutes: whole(serviceRanges.gridMinutes),
  forms: z.array(z.enum(forms)).min(1, 'Offer at least one form').refine(once, twice).meta({ uniqueItems: true }),
  languages: z
    .array(talkLanguage)
    .min(1, 'Name at least one language')
    .max(staffLimits.languages, `At most ${staffLimits.languages} languages`)
    .refine(once, twice)
    .meta({ uniqueItems: true }),
  zone,
  method: z.enum(
    methods.map(({ id }) => id),
    'Not one of the methods',
  ),
  checklistTemplateId: z.uuid('Not one of the checklists').nullable(),
  cancelUntilMinutes: whole(serviceRanges.cancelUntilMinutes),
  doorOpensMinutes: whole(serviceRanges.doorOpensMinutes),
  active: z.boolean(),
  counsellorIds: z
    .array(z.uuid('Not one of the counsellors'))
    .max(serviceLimits.counsellors, `At most ${serviceLimits.counsellors} counsellors`)
    .refine(once, twice)
    .meta({ uniqueItems: true }),
}

export const serviceChange = z.object(fields).partial()

export const newService = z.object({
  ...fields,
  bufferBeforeMinutes: fields.bufferBeforeMinutes.default(newServiceDefaults.bufferBeforeMinutes),
  bufferAfterMinutes: fields.bufferAfterMinutes.default(newServiceDefaults.bufferAfterMinutes),
  minNoticeMinutes: fields.minNoticeMinutes.default(newServiceDefaults.minNoticeMinutes),
  maxNoticeDays: fields.maxNoticeDays.default(newServiceDefaults.maxNoticeDays),
  gridMinutes: fields.gridMinutes.default(newServiceDefaults.gridMinutes),
  method: fields.method.default(newServiceDefaults.method),
  checklistTemplateId: fields.checklistTemplateId.default(null),
  cancelUntilMinutes: fields.cancelUntilMinutes.default(newServiceDefaults.cancelUntilMinutes),
  doorOpensMinutes: fields.doorOpensMinutes.default(newServiceDefaults.doorOpensMinutes),
  active: fields.active.default(newServiceDefaults.active),
  counsellorIds: fields.counsellorIds.default([]),
})

/** True when a service could never be booked: the last moment to book lies before the first. */
export const isNeverOpen = ({ minNoticeMinutes, maxNoticeDays }: { minNoticeMinutes: number; maxNoticeDays: number }) =>
  minNoticeMinutes >= maxNoticeDays * 24 * 60
