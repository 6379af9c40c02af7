import { doorOpensAt } from '../meeting/meeting.ts'
import type { TalkState } from '../meeting/meeting.ts'

/**
 * - `closed`: it is too early
 * - `waiting`, `asked_to_wait`, `declined`, `removed`: what the counsellor has said, or not yet
 * - `open`: step in
 * - `ended`: the talk is over, or was cancelled
 */
export type DoorState = 'closed' | 'waiting' | 'asked_to_wait' | 'declined' | 'open' | 'removed' | 'ended'

export type Standing = 'waiting' | 'asked_to_wait' | 'admitted' | 'declined' | 'removed'

export const decisions = ['admit', 'wait', 'decline', 'remove'] as const
export type Decision = (typeof decisions)[number]

type DoorTalk = { state: TalkState; startsAt: Date; endsAt: Date; doorOpensMinutes: number }

/** So long after its planned end a talk is over, whoever is still there. */
export const hardEndMinutes = 60

/**
 * Somebody at the door who was not heard of for so long has gone. Longer than a minute, because browsers let
 * a page in the background call once a minute only.
 */
export const awayAfterSeconds = 75

/** A token opens its room for so long; once in, LiveKit renews it. */
export const tokenSeconds = 90

/** When (epoch ms) the door of a talk opens. */
export const doorOpensAtMs = (talk: Pick<DoorTalk, 'startsAt' | 'doorOpensMinutes'>) =>
  doorOpensAt(talk.startsAt.getTime(), talk.doorOpensMinutes)

/** What somebody who stands at the door is told. `standing` is `null` before the first knock. */
export function doorState(talk: DoorTalk, roomClosed: boolean, standing: Standing | null, nowMs: number): DoorState {
  if (talk.state !== 'booked' || roomClosed) return 'ended'
  if (nowMs >= talk.endsAt.getTime() + hardEndMinutes * 60_000) return 'ended'
  if (nowMs < doorOpensAtMs(talk)) return 'closed'
  return standing === 'admitted' ? 'open' : (standing ?? 'waiting')
}

/**
 * How somebody stands after the counsellor's decision; `null` when the decision makes no sense for them:
 * who is in can only be removed, and who never was in is declined instead.
 */
export function decided(standing: Standing, decision: Decision): Standing | null {
  switch (decision) {
    case 'admit':
      return 'admitted'
    case 'wait':
      return standing === 'admitted' || standing === 'removed' ? null : 'asked_to_wait'
    case 'decline':
      return standing === 'admitted' || standing === 'removed' ? null : 'declined'
    case 'remove':
      return 'removed'
  }
}
