import { and, asc, eq, gt, inArray, lt } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { BookingState, Form } from './booking.ts'
import { booking, companion } from './schema.ts'

/** The counsellor's talks that nobody has ended yet and that touch the time between. */
export async function talksUnderWay(tx: Tx, counsellorId: string, from: Date, until: Date) {
  return tx
    .select({ id: booking.id, alias: booking.alias, startsAt: booking.startsAt, endsAt: booking.endsAt })
    .from(booking)
    .where(
      and(
        eq(booking.counsellorId, counsellorId),
        eq(booking.state, 'booked'),
        gt(booking.endsAt, from),
        lt(booking.startsAt, until),
      ),
    )
    .orderBy(asc(booking.startsAt))
}

/** Companions of these talks: who they are in the seeker's words, by companion id. */
export async function companionLabels(tx: Tx, bookingIds: string[]): Promise<Map<string, string>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: companion.id, label: companion.label })
    .from(companion)
    .where(inArray(companion.bookingId, bookingIds))
  return new Map(rows.map(({ id, label }) => [id, label]))
}

/**
 * Locks a talk until the transaction ends: changes in its room come one after the other. `NO KEY UPDATE` lets foreign
 * keys pass: a removal holds the room and then writes a row that names the talk, which else is a deadlock with an ending.
 */
export async function lockTalk(tx: Tx, bookingId: string): Promise<{ state: BookingState; form: Form } | null> {
  const [row] = await tx
    .select({ state: booking.state, form: booking.form })
    .from(booking)
    .where(eq(booking.id, bookingId))
    .for('no key update')
  return row ?? null
}

/** A talk goes on in another form, `phone` being the number to call if it is told. No letter tells of it, so `version` stays. */
export async function setForm(
  tx: Tx,
  bookingId: string,
  form: Form,
  phone: string | undefined,
  at: Date,
): Promise<void> {
  await tx
    .update(booking)
    .set({ form, ...(phone === undefined ? {} : { phone }), updatedAt: at })
    .where(eq(booking.id, bookingId))
}

/** Talks that nobody ended, oldest first, and whose time was up before `before`. */
export async function unendedTalks(tx: Tx, before: Date, most: number): Promise<string[]> {
  const rows = await tx
    .select({ id: booking.id })
    .from(booking)
    .where(and(eq(booking.state, 'booked'), lt(booking.endsAt, before)))
    .orderBy(booking.endsAt)
    .limit(most)
  return rows.map(({ id }) => id)
}

/** Those of these talks that were given back. */
export async function cancelledAmong(tx: Tx, bookingIds: string[]): Promise<string[]> {
  if (bookingIds.length === 0) return []
  const rows = await tx
    .select({ id: booking.id })
    .from(booking)
    .where(and(inArray(booking.id, bookingIds), eq(booking.state, 'cancelled')))
  return rows.map(({ id }) => id)
}
