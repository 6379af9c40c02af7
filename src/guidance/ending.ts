import { doorOpensAt } from '../meeting/booking.ts'
import type { BookingState } from '../meeting/booking.ts'

export const outcomes = ['held', 'no_show_seeker', 'no_show_counsellor', 'broken_off'] as const
/** How a talk ended. Going on in another form is no ending: it is logged, and the record goes on. */
export type Outcome = (typeof outcomes)[number]

/**
 * Why a talk cannot end like this now, or `null` when it can. A wrong ending can be corrected; a cancelled talk
 * has none. Nobody is late before the start, and nothing was held before the door opened.
 */
export function cannotEnd(
  outcome: Outcome,
  talk: { state: BookingState; startsAt: Date; doorOpensMinutes: number },
  nowMs: number,
): 'cancelled' | 'too_early' | null {
  if (talk.state === 'cancelled') return 'cancelled'
  const noShow = outcome === 'no_show_seeker' || outcome === 'no_show_counsellor'
  const earliestMs = noShow ? talk.startsAt.getTime() : doorOpensAt(talk.startsAt.getTime(), talk.doorOpensMinutes)
  return nowMs < earliestMs ? 'too_early' : null
}

/** What is left to write: a talk was held, and the seeker was shown no Konklusion yet. */
export const leftToWrite = (state: BookingState, shown: 'ready' | 'approved' | null) =>
  state === 'held' && shown === null
