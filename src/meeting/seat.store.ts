import { and, asc, eq, inArray, isNotNull, lte, ne, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import { mostQueued } from './limits.ts'
import { lockMeeting } from './meeting.store.ts'
import { takesSeat } from './meeting.ts'
import { offerEndsAt } from './seat.ts'
import { booking, meeting } from './schema.ts'

// Seats of a meeting for many. Its row is the one lock: whoever takes or gives back a seat, waits or is offered one, changes
// it first. So at every commit there is no free seat while somebody waits, and nobody comes in between.

/** A place to be written down. `id` is the one that the case had in this meeting before, if it had one. */
export type NewSeat = {
  id: string
  meetingId: string
  caseId: string
  /** A question in advance. */
  topic: Sealed<string> | null
  createdAt: Date
}

/**
 * Takes a seat, or a place on the waiting list when there is none. Each is one statement: of two at once one gets the last
 * seat, and the other's number on the list is theirs alone.
 *
 * @returns `over` for a meeting that is no event, was cancelled or has ended, or whose waiting list is closed; `already` for a case that has a place
 */
export async function takeSeat(tx: Tx, seat: NewSeat): Promise<'booked' | 'waiting' | 'over' | 'already'> {
  // A seat may become free between the two.
  for (let attempt = 0; attempt < 3; attempt++) {
    const got = await claim(tx, seat, 'booked')
    if (got) return got === 'already' ? got : 'booked'
    const waits = await claim(tx, seat, 'waiting')
    if (waits) return waits === 'already' ? waits : 'waiting'
  }
  return 'over'
}

async function claim(tx: Tx, seat: NewSeat, as: 'booked' | 'waiting'): Promise<'done' | 'already' | null> {
  const at = sql`${seat.createdAt.toISOString()}::timestamptz`
  const change = as === 'booked' ? sql`taken = taken + 1` : sql`queued = queued + 1`
  const room = as === 'booked' ? sql`taken < capacity` : sql`taken >= capacity and queued < ${mostQueued}`
  const open = sql`kind <> 'talk' and state = 'planned' and ends_at > ${at}`
  const [row] = await tx.execute<{ seats: number; booking: string | null }>(sql`
    with seat as (
      update ${meeting} set ${change}, updated_at = ${at}
      where id = ${seat.meetingId}::uuid and ${open} and ${room}
      returning id, form, queued),
    kept as (
      insert into ${booking} as b (id, meeting_id, case_id, state, form, topic, waiting_number, created_at, updated_at)
      select ${seat.id}::uuid, id, ${seat.caseId}::uuid, ${as}::text, form, ${seat.topic}::bytea,
        ${as === 'booked' ? sql`null::int` : sql`queued`}, ${at}, ${at} from seat
      on conflict (meeting_id, case_id) do update set state = excluded.state, topic = excluded.topic,
        waiting_number = excluded.waiting_number, offer_ends_at = null, cancelled_by = null, cancel_reason = null,
        cancelled_late = false, updated_at = excluded.updated_at
      where b.state = 'cancelled'
      returning id)
    select (select count(*)::int from seat) as seats, (select id from kept) as booking`)
  if (!row || row.seats === 0) return null
  return row.booking === null ? 'already' : 'done'
}

/** The place that a case has in a meeting, or had. */
export async function placeOfCase(tx: Tx, meetingId: string, caseId: string) {
  const [found] = await tx
    .select({ id: booking.id, state: booking.state })
    .from(booking)
    .where(and(eq(booking.meetingId, meetingId), eq(booking.caseId, caseId)))
  return found ?? null
}

/** How many on the waiting list come before a place, and that one: 1 is the first. `null` for who does not wait. */
export async function placeInLine(
  tx: Tx,
  { id, meetingId }: { id: string; meetingId: string },
): Promise<number | null> {
  const own = tx
    .select({ number: booking.waitingNumber })
    .from(booking)
    .where(and(eq(booking.id, id), eq(booking.state, 'waiting')))
  const place = await tx.$count(
    booking,
    and(eq(booking.meetingId, meetingId), eq(booking.state, 'waiting'), lte(booking.waitingNumber, sql`(${own})`)),
  )
  return place || null
}

/**
 * Gives a place back: a seat, an offered one, or one on the waiting list. Seats that are free then are offered in order.
 * Call with the meeting locked.
 *
 * @param by null when an offer ran out
 * @returns the bookings that a seat was offered to; `null` when there was nothing to give back
 */
export async function giveBack(
  tx: Tx,
  { id, meetingId }: { id: string; meetingId: string },
  by: { who: 'seeker' | 'counsellor' | null; late: boolean },
  nowMs: number,
): Promise<string[] | null> {
  const now = new Date(nowMs)
  const [before] = await tx.select({ state: booking.state }).from(booking).where(eq(booking.id, id)).for('update')
  if (!before || before.state === 'cancelled') return null
  const freed = takesSeat(before.state) ? 1 : 0
  await tx
    .update(booking)
    .set({ state: 'cancelled', cancelledBy: by.who, cancelledLate: by.late, updatedAt: now })
    .where(eq(booking.id, id))
  if (freed === 0) return []
  await tx
    .update(meeting)
    .set({ taken: sql`${meeting.taken} - 1`, updatedAt: now })
    .where(eq(meeting.id, meetingId))
  return offerFreeSeats(tx, meetingId, nowMs)
}

/**
 * Offers what seats are free to those who wait, in order. Call with the meeting locked, after whatever made seats free:
 * somebody who gave theirs back, or a larger capacity.
 *
 * @returns the bookings that a seat was offered to
 */
export async function offerFreeSeats(tx: Tx, meetingId: string, nowMs: number): Promise<string[]> {
  const now = new Date(nowMs)
  const found = await lockMeeting(tx, meetingId)
  if (!found || found.state !== 'planned' || found.endsAt <= now || found.taken >= found.capacity) return []
  const first = tx
    .select({ id: booking.id })
    .from(booking)
    .where(and(eq(booking.meetingId, meetingId), eq(booking.state, 'waiting')))
    .orderBy(asc(booking.waitingNumber))
    .limit(found.capacity - found.taken)
  const offered = await tx
    .update(booking)
    .set({
      state: 'offered',
      offerEndsAt: new Date(offerEndsAt(found.startsAt.getTime(), nowMs)),
      updatedAt: now,
    })
    .where(inArray(booking.id, first))
    .returning({ id: booking.id })
  if (offered.length === 0) return []
  await tx
    .update(meeting)
    .set({ taken: sql`${meeting.taken} + ${offered.length}`, updatedAt: now })
    .where(eq(meeting.id, meetingId))
  return offered.map(({ id }) => id)
}

/** All places of a meeting that is called off. Call with it locked. */
export async function cancelBookings(tx: Tx, meetingId: string, nowMs: number): Promise<void> {
  const now = new Date(nowMs)
  await tx
    .update(booking)
    .set({ state: 'cancelled', cancelledBy: 'counsellor', updatedAt: now })
    .where(and(eq(booking.meetingId, meetingId), ne(booking.state, 'cancelled')))
  await tx.update(meeting).set({ taken: 0, updatedAt: now }).where(eq(meeting.id, meetingId))
}

/** Takes the seat that was offered. False when there is no such offer any more. One statement: the clock may be faster. */
export async function acceptOffer(tx: Tx, id: string, nowMs: number): Promise<boolean> {
  const now = new Date(nowMs)
  const taken = await tx
    .update(booking)
    .set({ state: 'booked', updatedAt: now })
    .where(and(eq(booking.id, id), eq(booking.state, 'offered'), sql`${booking.offerEndsAt} > ${now.toISOString()}`))
    .returning({ id: booking.id })
  return taken.length > 0
}

/** Offers whose time is up, the longest over first. */
export async function lapsedOffers(tx: Tx, nowMs: number, most: number): Promise<{ id: string; meetingId: string }[]> {
  return tx
    .select({ id: booking.id, meetingId: booking.meetingId })
    .from(booking)
    .where(and(eq(booking.state, 'offered'), lte(booking.offerEndsAt, new Date(nowMs))))
    .orderBy(asc(booking.offerEndsAt))
    .limit(most)
}

/** True when the offer of a booking has run out: asked again with its meeting locked. */
export async function isLapsed(tx: Tx, id: string, nowMs: number): Promise<boolean> {
  return (
    (await tx.$count(
      booking,
      and(
        eq(booking.id, id),
        eq(booking.state, 'offered'),
        isNotNull(booking.offerEndsAt),
        lte(booking.offerEndsAt, new Date(nowMs)),
      ),
    )) > 0
  )
}
