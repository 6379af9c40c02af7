import type { Talk } from '../meeting/talk.store.ts'
import { feedbackDays } from './limits.ts'

/** What somebody says of a talk, either of it or both. */
export type Feedback = { helped: number | null; better: string | null }

const dayMs = 86_400_000

/** Whether a talk's page asks how it was: after it was held, once, and not for ever. */
export function asksForFeedback(
  { state, endsAt, feedbackAsked }: Pick<Talk, 'state' | 'endsAt' | 'feedbackAsked'>,
  nowMs: number,
): boolean {
  const isOver = state === 'held' || state === 'broken_off'
  return isOver && !feedbackAsked && nowMs < endsAt.getTime() + feedbackDays * dayMs
}

export const saysNothing = ({ helped, better }: Feedback) => helped === null && better === null
