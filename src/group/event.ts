import { z } from 'zod'
import { eventKinds } from '../meeting/meeting.ts'
import type { EventKind } from '../meeting/meeting.ts'
import { talkLanguage, zone } from '../people/fields.ts'
import { instant } from '../time/fields.ts'
import { inEveryLanguage } from '../words/language.ts'
import { text, wholeText, words } from '../words/text.ts'
import { eventLimits, eventMinutes, eventSeats, recordingDays } from './limits.ts'

/** A text that may be missing: in every language or in none. */
const maybeText = (most: number) =>
  z
    .object(inEveryLanguage(() => text(most)))
    .nullish()
    .transform((written) => (written && Object.values(written).some((one) => one !== '') ? written : null))

const whole = ({ least, most }: { least: number; most: number }) => {
  const range = `A whole number from ${least} to ${most}`
  return z.int(range).min(least, range).max(most, range)
}

const once = <T>(list: T[]) => new Set(list).size === list.length

/** What everybody reads of an event, as its organisation writes it. */
const described = {
  title: wholeText(eventLimits.title),
  purpose: wholeText(eventLimits.purpose),
  forWhom: maybeText(eventLimits.forWhom),
  outcome: maybeText(eventLimits.outcome),
  speakers: maybeText(eventLimits.speakers),
  topics: z
    .array(words(eventLimits.topic).transform((topic) => topic.toLowerCase()))
    .max(eventLimits.topics, `At most ${eventLimits.topics} topics`)
    .refine(once, 'A topic is named twice'),
  captions: z.boolean(),
  signLanguage: z.boolean(),
  /** One can take part by text alone. */
  textOnly: z.boolean(),
  /** Days that a recording is kept; null: nothing is recorded. */
  recordingDays: whole(recordingDays).nullable(),
}

const planned = {
  start: instant,
  minutes: whole(eventMinutes),
  capacity: z.int().min(eventSeats.group.least),
  hosts: z
    .array(z.uuid('Not one of the counsellors'))
    .min(1, 'Name at least one host')
    .max(eventLimits.hosts, `At most ${eventLimits.hosts} hosts`)
    .refine(once, 'A host is named twice'),
  language: talkLanguage,
}

/** The body of `POST /staff/events`. */
export const newEvent = z
  .object({
    kind: z.enum(eventKinds),
    ...described,
    topics: described.topics.default([]),
    captions: described.captions.default(false),
    signLanguage: described.signLanguage.default(false),
    textOnly: described.textOnly.default(false),
    recordingDays: described.recordingDays.default(null),
    ...planned,
    capacity: planned.capacity.optional(),
    /** The zone whose clocks it is planned by; the caller's own, left out. */
    zone: zone.optional(),
    recurrence: text(eventLimits.recurrence).optional(),
  })
  .check(({ value, issues }) => {
    const { least, most } = eventSeats[value.kind]
    if (value.capacity !== undefined && (value.capacity < least || value.capacity > most))
      issues.push({
        code: 'custom',
        path: ['capacity'],
        message: `A whole number from ${least} to ${most}`,
        input: value.capacity,
      })
  })
export type NewEvent = z.output<typeof newEvent>

/** Which dates of a series a change is of. */
export const scopes = ['this', 'following', 'all'] as const
export type Scope = (typeof scopes)[number]

/** The body of `PATCH /staff/events/:id`: what is left out stays. */
export const eventChange = z.object({
  ...z.object(described).partial().shape,
  /** Another start moves the chosen dates by as much on their own local clocks. */
  start: planned.start.optional(),
  minutes: planned.minutes.optional(),
  capacity: planned.capacity.optional(),
  hosts: planned.hosts.optional(),
  scope: z.enum(scopes).default('this'),
})
export type EventChange = z.output<typeof eventChange>

/** Why that many seats cannot be, or `null`. */
export function seatsMisfit(kind: EventKind, capacity: number, taken: number): string | null {
  const { least, most } = eventSeats[kind]
  if (capacity < least || capacity > most) return `A whole number from ${least} to ${most}`
  return capacity < taken ? `${taken} seats are taken already` : null
}
