import type { Form } from '../booking/booking.ts'
import type { Outcome } from '../guidance/ending.ts'
import type { VideoRole } from '../ports.ts'

export type Stay = { joinedAt: Date | null; leftAt: Date | null }

/** Somebody who came at least to the door, with their times in the room. */
export type Presence = { role: VideoRole; stays: Stay[] }

/** Seconds in the room so far. Stays that overlap (two tabs, a reconnect) count once. */
export function secondsPresent(stays: readonly Stay[], nowMs: number): number {
  return Math.round(spansOf(stays, nowMs).reduce((total, { from, until }) => total + (until - from), 0) / 1000)
}

/**
 * How a talk ended that nobody ended, as far as attendance tells. By video or sound, being in the room counts;
 * in text, having come to the room at all; of a phone call nothing is known here, and it counts as held.
 */
export function outcomeOf(people: readonly Presence[], form: Form, nowMs: number): Outcome {
  if (form === 'phone') return 'held'
  const seeker = people.filter(({ role }) => role === 'seeker')
  const counsellor = people.filter(({ role }) => role === 'counsellor')
  const seekerSpans = spansOf(seeker.flatMap(({ stays }) => stays), nowMs)
  const counsellorSpans = spansOf(counsellor.flatMap(({ stays }) => stays), nowMs)
  if (overlap(seekerSpans, counsellorSpans)) return 'held'
  const seekerCame = seeker.length > 0
  const counsellorCame = form === 'text' ? counsellor.length > 0 : counsellorSpans.length > 0
  if (seekerCame && counsellorCame) return form === 'text' ? 'held' : 'broken_off'
  return seekerCame ? 'no_show_counsellor' : 'no_show_seeker'
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

const overlap = (some: Span[], others: Span[]) => some.some((a) => others.some((b) => a.from < b.until && b.from < a.until))
