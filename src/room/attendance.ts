import { needsVideo } from '../availability/form.ts'
import type { Form } from '../availability/form.ts'
import type { Outcome } from '../meeting/meeting.ts'
import type { VideoRole } from '../ports.ts'
import type { Standing } from './door.ts'

export type Stay = { joinedAt: Date | null; leftAt: Date | null }

/** Somebody who came at least to the door: how they stand there, when they were in the room, and if they wrote. */
export type Presence = { role: VideoRole; state: Standing; stays: Stay[]; wrote: boolean }

/** Seconds in the room so far. Stays that overlap (two tabs, a reconnect) count once. */
export function secondsPresent(stays: readonly Stay[], nowMs: number): number {
  return Math.round(spansOf(stays, nowMs).reduce((total, { from, until }) => total + (until - from), 0) / 1000)
}

/**
 * How a talk ended that nobody ended, as far as the record tells. It was held when both were in the room at once; in
 * text, when both came to it; also when both wrote in the chat, which they do where the video server is away. Of a
 * phone call nothing is known here, and it counts as held.
 *
 * To have come is told by our own door, not by the video server, which may have been away: the seeker knocked; the
 * counsellor stepped in, or let the seeker in. Only of somebody of whom the record holds nothing it says that they did
 * not come; two who came and missed each other broke off.
 */
export function outcomeOf(people: readonly Presence[], form: Form, nowMs: number): Outcome {
  if (form === 'phone') return 'held'
  const seeker = people.filter(({ role }) => role === 'seeker')
  const counsellor = people.filter(({ role }) => role === 'counsellor')
  const spans = (one: Presence[]) =>
    spansOf(
      one.flatMap(({ stays }) => stays),
      nowMs,
    )
  if (overlap(spans(seeker), spans(counsellor))) return 'held'
  if (!didCome(people, 'seeker')) return 'no_show_seeker'
  if (!didCome(people, 'counsellor')) return 'no_show_counsellor'
  const wrote = [seeker, counsellor].every((one) => one.some((person) => person.wrote))
  return wrote || (form === 'text' && counsellor.length > 0) ? 'held' : 'broken_off'
}

const didCome = (people: readonly Pick<Presence, 'role' | 'state'>[], role: 'seeker' | 'counsellor') =>
  people.some(
    (one) => one.role === role || (role === 'counsellor' && one.role === 'seeker' && one.state === 'admitted'),
  )

/**
 * False where the room tells nothing of whether a talk still goes on: it needs no video server, or both came and
 * the video server told of neither.
 */
export function roomTells(people: readonly Pick<Presence, 'role' | 'state' | 'stays'>[], form: Form): boolean {
  if (!needsVideo(form)) return false
  const bothCame = didCome(people, 'seeker') && didCome(people, 'counsellor')
  return !bothCame || people.some(({ stays }) => stays.length > 0)
}

type Span = { from: number; until: number }

/** A stay of which one end is not known lasts no time at all, except one that goes on. */
function spansOf(stays: readonly Stay[], nowMs: number): Span[] {
  const spans = stays
    .map(({ joinedAt, leftAt }) => {
      const from = joinedAt?.getTime() ?? leftAt?.getTime() ?? nowMs
      return { from, until: Math.max(from, leftAt?.getTime() ?? nowMs) }
    })
    .toSorted((a, b) => a.from - b.from)
  const merged: Span[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else merged.push({ ...span })
  }
  return merged
}

const overlap = (some: Span[], others: Span[]) =>
  some.some((a) => others.some((b) => a.from < b.until && b.from < a.until))
