import { and, asc, desc, eq, exists, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Column, SQL } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { staff } from '../people/schema.ts'
import { booking, companion, service } from './schema.ts'

/** What the record of a talk is told with: for the talk's own counsellor. */
const recorded = {
  id: booking.id,
  caseId: booking.caseId,
  organisationId: booking.organisationId,
  counsellorId: booking.counsellorId,
  counsellorName: staff.name,
  counsellorZone: staff.zone,
  serviceId: booking.serviceId,
  serviceTitle: service.title,
  serviceZone: service.zone,
  minutes: service.minutes,
  method: service.method,
  doorOpensMinutes: service.doorOpensMinutes,
  state: booking.state,
  form: booking.form,
  language: booking.language,
  lettersLanguage: booking.lettersLanguage,
  seekerZone: booking.seekerZone,
  startsAt: booking.startsAt,
  endsAt: booking.endsAt,
  alias: booking.alias,
  email: booking.email,
  phone: booking.phone,
  topic: booking.topic,
  fullSubjects: booking.fullSubjects,
  cancelledBy: booking.cancelledBy,
  cancelReason: booking.cancelReason,
  checklistVersionId: booking.checklistVersionId,
}

const fromBookings = (tx: Tx) =>
  tx
    .select(recorded)
    .from(booking)
    .innerJoin(service, eq(service.id, booking.serviceId))
    .innerJoin(staff, eq(staff.id, booking.counsellorId))

export type TalkRecord = Awaited<ReturnType<typeof fromBookings>>[number]

export async function talkRecord(tx: Tx, bookingId: string): Promise<TalkRecord | null> {
  const [talk] = await fromBookings(tx).where(eq(booking.id, bookingId))
  return talk ?? null
}

export async function talkRecords(tx: Tx, bookingIds: string[]): Promise<TalkRecord[]> {
  return bookingIds.length === 0
    ? []
    : fromBookings(tx).where(inArray(booking.id, bookingIds)).orderBy(asc(booking.startsAt))
}

/** A counsellor's talks that touch `[from, until)`, in the order of time. */
export async function recordsOfCounsellor(
  tx: Tx,
  counsellorId: string,
  from: Date,
  until: Date,
): Promise<TalkRecord[]> {
  return fromBookings(tx)
    .where(and(eq(booking.counsellorId, counsellorId), lt(booking.startsAt, until), gt(booking.endsAt, from)))
    .orderBy(asc(booking.startsAt))
}

/**
 * The newest `most` of a counsellor's talks that were held since then, in the order of time.
 *
 * @param which a condition on their ids, which another domain knows how to ask
 */
export async function heldTalks(
  tx: Tx,
  counsellorId: string,
  since: Date,
  most: number,
  which: (bookingId: Column) => SQL,
): Promise<TalkRecord[]> {
  const held = await fromBookings(tx)
    .where(
      and(
        eq(booking.counsellorId, counsellorId),
        eq(booking.state, 'held'),
        gt(booking.startsAt, since),
        which(booking.id),
      ),
    )
    .orderBy(desc(booking.startsAt))
    .limit(most)
  return held.reverse()
}

/** True of ids of talks that were held: a condition of another query, on its column of booking ids. */
export const wasHeld = (tx: Tx) => (bookingId: Column) =>
  exists(
    tx
      .select({ id: booking.id })
      .from(booking)
      .where(and(eq(booking.id, bookingId), eq(booking.state, 'held'))),
  )

/** The talks of a case that began before `before`, oldest first: what a returning seeker comes with. */
export async function earlierTalks(tx: Tx, caseId: string, before: Date): Promise<TalkRecord[]> {
  return fromBookings(tx)
    .where(and(eq(booking.caseId, caseId), lt(booking.startsAt, before)))
    .orderBy(asc(booking.startsAt))
}

/** Those whom the seeker invited, without the ones taken back. */
export async function companionsInvited(
  tx: Tx,
  bookingIds: string[],
): Promise<{ id: string; bookingId: string; label: string; createdAt: Date; openedAt: Date | null }[]> {
  if (bookingIds.length === 0) return []
  return tx
    .select({
      id: companion.id,
      bookingId: companion.bookingId,
      label: companion.label,
      createdAt: companion.createdAt,
      openedAt: companion.openedAt,
    })
    .from(companion)
    .where(and(inArray(companion.bookingId, bookingIds), isNull(companion.revokedAt)))
    .orderBy(asc(companion.createdAt))
}

/** Something in the record is news to be told once more, such as a corrected Konklusion: letters are one of a kind per version. */
export async function raiseVersion(tx: Tx, bookingId: string): Promise<void> {
  await tx
    .update(booking)
    .set({ version: sql`${booking.version} + 1` })
    .where(eq(booking.id, bookingId))
}
