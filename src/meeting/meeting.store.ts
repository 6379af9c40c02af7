import { and, count, eq, gt, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import { staff } from '../people/schema.ts'
import { statesOf } from './meeting.ts'
import type { Outcome } from './meeting.ts'
import { booking, host, meeting } from './schema.ts'
import { talkById } from './talk.store.ts'
import type { Talk } from './talk.store.ts'

type MeetingRow = typeof meeting.$inferSelect
type HostRow = typeof host.$inferSelect
type BookingRow = typeof booking.$inferSelect

/**
 * A meeting as it is now, kept from others' changes until the transaction ends. `NO KEY UPDATE` lets foreign keys pass:
 * who lets somebody in holds the door, which a move clears, and writes a row that names the meeting; else that is a
 * deadlock. Changes of its bookings, its room and its record queue here, too.
 */
export async function lockMeeting(tx: Tx, meetingId: string): Promise<MeetingRow | null> {
  const [found] = await tx.select().from(meeting).where(eq(meeting.id, meetingId)).for('no key update')
  return found ?? null
}

/** {@link lockMeeting} for a talk by its booking's id, read after the lock is there. */
export async function lockTalk(tx: Tx, bookingId: string): Promise<Talk | null> {
  const ofBooking = tx.select({ id: booking.meetingId }).from(booking).where(eq(booking.id, bookingId))
  const [locked] = await tx
    .select({ id: meeting.id })
    .from(meeting)
    .where(inArray(meeting.id, ofBooking))
    .for('no key update')
  return locked ? talkById(tx, bookingId) : null
}

/** Locks what a case still has ahead, in one order: two that need the same ones wait for each other, and never in a ring. */
export async function lockMeetingsAhead(tx: Tx, caseId: string): Promise<void> {
  const ofCase = tx.select({ id: booking.meetingId }).from(booking).where(eq(booking.caseId, caseId))
  await tx
    .select({ id: meeting.id })
    .from(meeting)
    .where(and(inArray(meeting.id, ofCase), eq(meeting.state, 'planned')))
    .orderBy(meeting.id)
    .for('no key update')
}

/**
 * Lets moves of a counsellor's talks come one after the other: two that change places would wait for each
 * other's old time, which is a deadlock. Bookings do not wait here: `NO KEY UPDATE` lets foreign keys pass.
 */
export async function lockCounsellors(tx: Tx, ids: string[]): Promise<void> {
  // All memberships of a person: they have one calendar.
  const persons = tx.select({ id: staff.userId }).from(staff).where(inArray(staff.id, ids))
  await tx
    .select({ id: staff.id })
    .from(staff)
    .where(inArray(staff.userId, persons))
    .orderBy(staff.id)
    .for('no key update')
}

type Seen = Pick<MeetingRow, 'id' | 'revision'>
type MeetingChange = Partial<
  Pick<MeetingRow, 'startsAt' | 'endsAt' | 'form' | 'state' | 'capacity' | 'taken' | 'icsSequence'>
>

/** A change of a meeting that is still ahead. False when it no longer is, or was changed since that `revision`. */
export async function changeMeeting(
  tx: Tx,
  { id, revision }: Seen,
  change: MeetingChange,
  nowMs: number,
): Promise<boolean> {
  const changed = await tx
    .update(meeting)
    .set({ ...change, revision: revision + 1, updatedAt: new Date(nowMs) })
    .where(and(eq(meeting.id, id), eq(meeting.revision, revision), eq(meeting.state, 'planned')))
    .returning({ id: meeting.id })
  return changed.length > 0
}

/** Another time for the hosts of a meeting. Throws the exclusion constraint's error when one is busy then, see {@link isBusyThen}. */
export async function moveHosts(tx: Tx, meetingId: string, busy: HostRow['busy']): Promise<void> {
  await tx.update(host).set({ busy }).where(eq(host.meetingId, meetingId))
}

/** True for the error of the exclusion constraint: somebody is busy then (SQLSTATE 23P01). */
export function isBusyThen(error: unknown): boolean {
  return error instanceof Error && (Reflect.get(error, 'code') === '23P01' || isBusyThen(error.cause))
}

type BookingChange = Partial<
  Pick<BookingRow, 'form' | 'topic' | 'state' | 'cancelledBy' | 'cancelReason' | 'cancelledLate' | 'checklistVersionId'>
>

/** What a booking says of its seeker's wishes. Call with its meeting locked. */
export async function changeBooking(tx: Tx, id: string, change: BookingChange, nowMs: number): Promise<void> {
  await tx
    .update(booking)
    .set({ ...change, updatedAt: new Date(nowMs) })
    .where(eq(booking.id, id))
}

export type CancelledBy = { who: 'seeker' | 'counsellor'; reason: Sealed<string> | null; late: boolean }

/**
 * Calls a talk off: its seat and its counsellor's time are free again. False when it is no longer ahead.
 * Call with the talk locked.
 *
 * @param by.reason free text, kept in the record and never put in a letter
 * @param by.late by the seeker, after the service's limit
 */
export async function cancelTalkRows(
  tx: Tx,
  talk: Pick<Talk, 'id' | 'meetingId' | 'revision' | 'icsSequence'>,
  by: CancelledBy,
  nowMs: number,
): Promise<boolean> {
  const off = { state: 'cancelled', taken: 0, icsSequence: talk.icsSequence + 1 } as const
  const changed = await changeMeeting(tx, { id: talk.meetingId, revision: talk.revision }, off, nowMs)
  if (!changed) return false
  await tx.update(host).set({ released: true }).where(eq(host.meetingId, talk.meetingId))
  const told = { cancelledBy: by.who, cancelReason: by.reason, cancelledLate: by.late }
  await changeBooking(tx, talk.id, { state: 'cancelled', ...told }, nowMs)
  return true
}

/**
 * Says how a talk ended. One that is ahead or ended otherwise can change; a cancelled one stays so. A talk that ended
 * keeps its counsellor's time: it did happen then. Call with the talk locked.
 *
 * @returns false for a cancelled one
 */
export async function setOutcome(
  tx: Tx,
  { id, meetingId }: Pick<Talk, 'id' | 'meetingId'>,
  outcome: Outcome,
  nowMs: number,
): Promise<boolean> {
  const states = statesOf(outcome)
  const changed = await tx
    .update(meeting)
    .set({ state: states.meeting, revision: sql`${meeting.revision} + 1`, updatedAt: new Date(nowMs) })
    .where(and(eq(meeting.id, meetingId), ne(meeting.state, 'cancelled')))
    .returning({ id: meeting.id })
  if (changed.length === 0) return false
  await changeBooking(tx, id, { state: states.booking }, nowMs)
  return true
}

/** True for the first who marks it. No instant changes: it would tell when the answer was given. */
export async function markFeedbackAsked(tx: Tx, bookingId: string): Promise<boolean> {
  const marked = await tx
    .update(booking)
    .set({ feedbackAsked: true })
    .where(and(eq(booking.id, bookingId), eq(booking.feedbackAsked, false)))
    .returning({ id: booking.id })
  return marked.length === 1
}

/** A talk goes on in another form. No letter tells of it, so `ics_sequence` stays, and so does what was booked. */
export async function setForm(tx: Tx, meetingId: string, form: MeetingRow['form'], nowMs: number): Promise<void> {
  await tx
    .update(meeting)
    .set({ form, revision: sql`${meeting.revision} + 1`, updatedAt: new Date(nowMs) })
    .where(eq(meeting.id, meetingId))
}

/** Those of these meetings that were called off. */
export async function cancelledAmong(tx: Tx, meetingIds: string[]): Promise<string[]> {
  if (meetingIds.length === 0) return []
  const rows = await tx
    .select({ id: meeting.id })
    .from(meeting)
    .where(and(inArray(meeting.id, meetingIds), eq(meeting.state, 'cancelled')))
  return rows.map(({ id }) => id)
}

/** How many meetings each of these counsellors still has to give; those without any are left out. */
export async function meetingsAhead(tx: Tx, counsellorIds: string[], nowMs: number): Promise<Map<string, number>> {
  if (counsellorIds.length === 0) return new Map()
  const now = new Date(nowMs)
  const rows = await tx
    .select({ counsellorId: host.staffId, meetings: count() })
    .from(host)
    .innerJoin(meeting, eq(meeting.id, host.meetingId))
    .where(
      and(
        inArray(host.staffId, counsellorIds),
        eq(host.released, false),
        // Lets the index of the exclusion constraint find what is still to come.
        sql`${host.busy} && tstzrange(${now.toISOString()}::timestamptz, null)`,
        eq(meeting.state, 'planned'),
        gt(meeting.endsAt, now),
      ),
    )
    .groupBy(host.staffId)
  return new Map(rows.map(({ counsellorId, meetings }) => [counsellorId, meetings]))
}
