import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { personOf } from '../meeting/access.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { participantOf } from './participant.store.ts'
import type { Participant, Person } from './participant.store.ts'
import { roomOf } from './room.store.ts'

type Guest = { role: 'seeker' | 'companion'; talk: Talk; person: Person }

/** The seeker or the companion who calls about the talk of the route's `:id`. Throws like {@link personOf}. */
export async function guestOf(c: Context<AppEnv>): Promise<Guest> {
  const caller = await personOf(c)
  const { role, talk } = caller
  const { id: bookingId, meetingId } = talk
  const person = role === 'seeker' ? { meetingId, bookingId } : { meetingId, companionId: caller.companionId }
  return { role, talk, person }
}

/**
 * As {@link guestOf}, for what only those do who were let in.
 *
 * @throws Problem 403 `forbidden` before, and after a removal
 */
export async function guestInRoom(c: Context<AppEnv>): Promise<Guest & { participant: Participant }> {
  const guest = await guestOf(c)
  const participant = await participantOf(c.var.ports.db, guest.person)
  if (participant?.state !== 'admitted') throw notLetIn()
  return { ...guest, participant }
}

export const notLetIn = () => problem(403, 'forbidden', 'This is for those who were let into the room.')

/** @throws Problem 409 `conflict` for a talk that is over: its record stands */
export async function goesOn(ports: Ports, { state, meetingId }: Pick<Talk, 'state' | 'meetingId'>): Promise<void> {
  const room = await roomOf(ports.db, meetingId)
  if (state !== 'booked' || room?.closedAt) throw problem(409, 'conflict', 'This talk has ended.')
}
