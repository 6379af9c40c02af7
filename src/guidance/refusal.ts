import { problem } from '../http/problem.ts'
import type { TalkState } from '../meeting/meeting.ts'
import type { FieldError } from './konklusion.ts'

/** @throws Problem 409 `conflict` for a talk that was called off: nothing is written of it any more */
export function refuseCancelled({ state }: { state: TalkState }): void {
  if (state === 'cancelled') throw problem(409, 'conflict', 'The talk was cancelled.')
}

/** @throws Problem 409 `conflict` for a talk that is over or called off */
export function refuseEnded({ state }: { state: TalkState }): void {
  if (state !== 'booked') throw problem(409, 'conflict', 'The talk has ended.')
}

/** @throws Problem 422 `invalid` that names each field of a Konklusion that does not fit */
export function refuseMisfits(errors: FieldError[]): void {
  if (errors.length > 0) throw problem(422, 'invalid', 'Some of what was written does not fit yet.', { errors })
}
