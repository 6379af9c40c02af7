import { and, asc, eq, gt, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { endCaseLinks } from './case-link.store.ts'
import { booking, caseSecret, companion, erasedTalk, erasedTalkCount, guidanceCase, meeting } from './schema.ts'
import type { Talk } from './talk.store.ts'

/** Asks that a case be erased at `at`. Asking again does not put it off. Gives the time that holds. */
export async function askErasure(tx: Tx, caseId: string, at: Date): Promise<Date> {
  const [asked] = await tx
    .update(guidanceCase)
    .set({ eraseAt: sql`coalesce(${guidanceCase.eraseAt}, ${at.toISOString()}::timestamptz)` })
    .where(eq(guidanceCase.id, caseId))
    .returning({ eraseAt: guidanceCase.eraseAt })
  return asked?.eraseAt ?? at
}

/** False when its time has come. */
export async function takeBackErasure(tx: Tx, caseId: string, now: Date): Promise<boolean> {
  const kept = await tx
    .update(guidanceCase)
    .set({ eraseAt: null })
    .where(and(eq(guidanceCase.id, caseId), or(isNull(guidanceCase.eraseAt), gt(guidanceCase.eraseAt, now))))
    .returning({ id: guidanceCase.id })
  return kept.length > 0
}

/** Cases whose time has come, the longest waiting first. */
export async function casesToErase(tx: Tx, now: Date, most: number): Promise<string[]> {
  const rows = await tx
    .select({ id: guidanceCase.id })
    .from(guidanceCase)
    .where(lte(guidanceCase.eraseAt, now))
    .orderBy(asc(guidanceCase.eraseAt))
    .limit(most)
  return rows.map(({ id }) => id)
}

/**
 * The instant from which a case may go, or `null` when it is gone or may stay. Whoever would add to the case waits until
 * the transaction ends: with its deletion they find no case any more. Its meetings are locked first, as everywhere.
 */
export async function lockForErasure(tx: Tx, caseId: string, now: Date): Promise<Date | null> {
  const ofCase = tx.select({ id: booking.meetingId }).from(booking).where(eq(booking.caseId, caseId))
  await tx
    .select({ id: meeting.id })
    .from(meeting)
    .where(inArray(meeting.id, ofCase))
    .orderBy(meeting.id)
    .for('no key update')
  const [due] = await tx
    .select({ eraseAt: guidanceCase.eraseAt })
    .from(guidanceCase)
    .where(and(eq(guidanceCase.id, caseId), lte(guidanceCase.eraseAt, now)))
    .for('update')
  return due?.eraseAt ?? null
}

/** No link opens the case any more, no code, nor what somebody was invited to. */
export async function endKeys(tx: Tx, caseId: string, now: Date): Promise<void> {
  // No code hashes to this.
  await tx
    .update(guidanceCase)
    .set({ codeHash: `ended ${caseId}` })
    .where(eq(guidanceCase.id, caseId))
  const ofCase = tx.select({ id: booking.id }).from(booking).where(eq(booking.caseId, caseId))
  await tx.delete(caseSecret).where(eq(caseSecret.caseId, caseId))
  await endCaseLinks(tx, caseId)
  await tx
    .update(companion)
    .set({ revokedAt: now })
    .where(and(inArray(companion.bookingId, ofCase), isNull(companion.revokedAt)))
}

/** Adds talks to the numbers that outlive them. Call in the transaction that deletes them. */
export async function countErased(tx: Tx, talks: Talk[]): Promise<void> {
  for (const { organisationId, serviceId, form, startsAt, serviceZone, state } of talks) {
    const month = sql`date_trunc('month', ${startsAt.toISOString()}::timestamptz at time zone ${serviceZone})::date`
    await tx
      .insert(erasedTalkCount)
      .values({ organisationId, serviceId, form, month, outcome: state, talks: 1 })
      .onConflictDoUpdate({
        target: [
          erasedTalkCount.organisationId,
          erasedTalkCount.serviceId,
          erasedTalkCount.form,
          erasedTalkCount.month,
          erasedTalkCount.outcome,
        ],
        set: { talks: sql`${erasedTalkCount.talks} + 1` },
      })
  }
}

export async function noteErased(tx: Tx, talks: Pick<Talk, 'id' | 'counsellorId'>[], now: Date): Promise<void> {
  if (talks.length === 0) return
  const rows = talks.map(({ id, counsellorId }) => ({ id, staffId: counsellorId, erasedAt: now }))
  await tx.insert(erasedTalk).values(rows).onConflictDoNothing()
}

/** True for a talk of this counsellor's that was erased. */
export async function wasErased(tx: Tx, id: string, staffId: string): Promise<boolean> {
  return (await tx.$count(erasedTalk, and(eq(erasedTalk.id, id), eq(erasedTalk.staffId, staffId)))) > 0
}

/** Links in calendars and letters lead to an erased talk for about so long. */
export const erasedNotedMs = 90 * 86_400_000

export async function forgetErased(tx: Tx, beforeMs: number): Promise<void> {
  await tx.delete(erasedTalk).where(lt(erasedTalk.erasedAt, new Date(beforeMs)))
}
