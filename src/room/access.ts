import type { Context } from 'hono'
import { personOf } from '../meeting/access.ts'
import { talkRecord } from '../meeting/record.store.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import type { Ports } from '../ports.ts'
import { participantOf, roomOf } from './store.ts'
import type { Participant, Person } from './store.ts'

export type Guest = { role: 'seeker' | 'companion'; talk: TalkRecord; person: Person }

/** The seeker or the companion who calls about the talk of the route's `:id`. Throws like {@link personOf}. */
export async function guestOf(c: Context<AppEnv>): Promise<Guest> {
  const caller = await personOf(c)
  const talk = await talkRecord(c.var.ports.db, caller.booking.id)
  if (!talk) throw notFound('This talk')
  const companionId = caller.role === 'companion' ? caller.companionId : null
  return { role: caller.role, talk, person: { bookingId: talk.id, role: caller.role, companionId } }
}

/**
 * As {@link guestOf}, for what only those do who were let in.
 *
 * @throws Problem 403 `forbidden` before, and after a removal
 */
export async function guestInRoom(c: Context<AppEnv>): Promise<Guest & { participant: Participant }> {
  const guest = await guestOf(c)
  const participant = await participantOf(c.var.ports.db, guest.person)
  if (participant?.state !== 'admitted')
    throw problem(403, 'forbidden', 'This is for those who were let into the room.')
  return { ...guest, participant }
}

/** @throws Problem 409 `conflict` for a talk that is over: its record stands */
export async function goesOn(ports: Ports, talk: TalkRecord): Promise<void> {
  const room = await roomOf(ports.db, talk.id)
  if (talk.state !== 'booked' || room?.closedAt) throw problem(409, 'conflict', 'This talk has ended.')
}
