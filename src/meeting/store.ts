import { and, asc, eq, gt, inArray, lt, ne } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { staff } from '../people/schema.ts'
import type { BookingState } from './booking.ts'
import { booking, service } from './schema.ts'

export type Booking = typeof booking.$inferSelect
export type NewBooking = typeof booking.$inferInsert

export async function findBooking(tx: Tx, id: string): Promise<Booking | null> {
  const [found] = await tx.select().from(booking).where(eq(booking.id, id))
  return found ?? null
}

export async function bookingOfCase(tx: Tx, caseId: string, id: string): Promise<Booking | null> {
  const [found] = await tx
    .select()
    .from(booking)
    .where(and(eq(booking.id, id), eq(booking.caseId, caseId)))
  return found ?? null
}

/** The talks of a counsellor that touch `[from, to)` (epoch ms), in order of time; cancelled ones too. */
export async function talksOfCounsellor(tx: Tx, counsellorId: string, from: number, to: number): Promise<Booking[]> {
  return tx
    .select()
    .from(booking)
    .where(
      and(
        eq(booking.counsellorId, counsellorId),
        lt(booking.startsAt, new Date(to)),
        gt(booking.endsAt, new Date(from)),
      ),
    )
    .orderBy(asc(booking.startsAt))
}

/**
 * Writes a talk down, or gives `null` when the counsellor is busy then. `ON CONFLICT DO NOTHING` without a
 * target also covers the exclusion constraint `booking_counsellor_busy`, which keeps the promise that nobody
 * is in two places at once; it waits for a transaction that is about to take the same time.
 */
export async function insertBooking(tx: Tx, talk: NewBooking): Promise<Booking | null> {
  const [inserted] = await tx
    .insert(booking)
    .values(talk)
    .onConflictDoNothing()
    .returning()
    .prepare('insert_booking')
    .execute()
  return inserted ?? null
}

/** A change of a talk that is still ahead. `null` when it is no longer `booked`, or was changed since `version`. */
export async function changeBooking(
  tx: Tx,
  { id, version }: Pick<Booking, 'id' | 'version'>,
  change: Partial<NewBooking>,
): Promise<Booking | null> {
  const [changed] = await tx
    .update(booking)
    .set(change)
    .where(and(eq(booking.id, id), eq(booking.version, version), eq(booking.state, 'booked')))
    .returning()
  return changed ?? null
}

/** A change of what is known of the seeker of a talk that ended. Call with the talk locked. */
export async function changeEndedTalk(tx: Tx, id: string, change: Partial<NewBooking>): Promise<Booking | null> {
  const [changed] = await tx.update(booking).set(change).where(eq(booking.id, id)).returning()
  return changed ?? null
}

/**
 * Says how a talk ended. Only a talk that is `booked` or ended otherwise can change; a cancelled one stays so.
 * A talk that ended keeps its place: it did happen then.
 */
export async function setBookingState(
  tx: Tx,
  id: string,
  state: Exclude<BookingState, 'cancelled'>,
  nowMs: number,
): Promise<Booking | null> {
  const [changed] = await tx
    .update(booking)
    .set({ state, updatedAt: new Date(nowMs) })
    .where(and(eq(booking.id, id), ne(booking.state, 'cancelled')))
    .returning()
  return changed ?? null
}

/**
 * A talk as it is now, kept from others' changes until the transaction ends. `NO KEY UPDATE` lets foreign keys pass: who
 * lets somebody in holds the door, which a move clears, and writes a row that names the talk; else that is a deadlock.
 */
export async function lockBooking(tx: Tx, id: string): Promise<Booking | null> {
  const [found] = await tx.select().from(booking).where(eq(booking.id, id)).for('no key update')
  return found ?? null
}

/**
 * Lets moves of a counsellor's talks come one after the other: two that change places would wait for each
 * other's old time, which is a deadlock. Bookings do not wait here: `NO KEY UPDATE` lets foreign keys pass.
 */
export async function lockCounsellors(tx: Tx, ids: string[]): Promise<void> {
  await tx
    .select({ id: staff.id })
    .from(staff)
    .where(inArray(staff.id, ids))
    .orderBy(asc(staff.id))
    .for('no key update')
}

/** True for the error of the exclusion constraint: the counsellor is busy then (SQLSTATE 23P01). */
export function isBusyThen(error: unknown): boolean {
  return error instanceof Error && (Reflect.get(error, 'code') === '23P01' || isBusyThen(error.cause))
}

/** The service of a talk, whether it is still offered or not. */
export async function serviceRow(tx: Tx, id: string): Promise<typeof service.$inferSelect> {
  const [found] = await tx.select().from(service).where(eq(service.id, id))
  if (!found) throw new Error('a talk has a service: a foreign key keeps it')
  return found
}
