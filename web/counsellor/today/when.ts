import { newServiceDefaults } from '../../../src/availability/limits.ts'
import type { Talk } from '../api.ts'

type Today = { now: Talk[]; next: Talk | null; later: Talk[]; past: Talk[] }

/** A talk counts as "now" from so long before it begins: when doors open, where nobody has set it otherwise. */
const soonMs = newServiceDefaults.doorOpensMinutes * 60_000

/**
 * The evening as one column in time. A talk that is over but not ended stays under "now", so that nobody
 * forgets to say how it went.
 *
 * @param nowMs server time, ms since the epoch
 */
export function inTime(talks: Talk[], nowMs: number): Today {
  const standing = talks.filter(({ state }) => state === 'booked').sort((a, b) => a.start.localeCompare(b.start))
  const now = standing.filter(
    (talk) => talk.roomOpen || talk.waiting.length > 0 || Date.parse(talk.start) - soonMs <= nowMs,
  )
  const [next = null, ...later] = standing.filter((talk) => !now.includes(talk))
  return {
    now,
    next,
    later,
    past: talks.filter(({ state, toWrite }) => state !== 'booked' && !toWrite),
  }
}

/** Talks in their order, under the local day that each begins on. */
export function byDay(talks: Talk[]): { day: string; talks: Talk[] }[] {
  const days = new Map<string, Talk[]>()
  for (const talk of talks) {
    const day = talk.wall.start.slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), talk])
  }
  return [...days].map(([day, those]) => ({ day, talks: those }))
}
