import { and, asc, desc, eq, inArray, isNotNull, isNull, not, notInArray, sql } from 'drizzle-orm'
import { wasHeld } from '../meeting/record.store.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import type { FollowUp, FollowUpKind } from './follow-up.ts'
import type { Reading } from './reading.ts'
import { followUp, scaleReading } from './schema.ts'
import { askScale, scaleReadings } from './store.ts'

/** The agreed next contact of a talk, if one was agreed. */
export async function followUpOf(tx: Tx, bookingId: string): Promise<FollowUp | null> {
  const [row] = await tx.select().from(followUp).where(eq(followUp.bookingId, bookingId))
  return row ?? null
}

/** What a counsellor agreed that somebody still has to do something about, soonest first. */
export async function openFollowUps(tx: Tx, counsellorId: string): Promise<FollowUp[]> {
  return tx
    .select()
    .from(followUp)
    .where(
      and(
        eq(followUp.counsellorId, counsellorId),
        notInArray(followUp.kind, ['none', 'welcome_back']),
        not(isDone(tx)),
      ),
    )
    .orderBy(asc(followUp.dueOn), asc(followUp.createdAt))
}

/** What a counsellor agreed and is done, the latest `most`, latest first. */
export async function doneFollowUps(tx: Tx, counsellorId: string, most: number): Promise<FollowUp[]> {
  return tx
    .select()
    .from(followUp)
    .where(
      and(eq(followUp.counsellorId, counsellorId), notInArray(followUp.kind, ['none', 'welcome_back']), isDone(tx)),
    )
    .orderBy(desc(followUp.dueOn), desc(followUp.createdAt))
    .limit(most)
}

/** As `listOf` has it: ticked off, or a new talk that was held. */
const isDone = (tx: Tx) =>
  sql`(${isNotNull(followUp.doneAt)} or (${eq(followUp.kind, 'talk')} and ${wasHeld(tx)(followUp.nextBookingId)}))`

export type Agreement = {
  bookingId: string
  caseId: string
  counsellorId: string
  kind: FollowUpKind
  dueOn: string | null
  nextBookingId: string | null
  note: string | null
  question: string | null
}

/**
 * Stores what was agreed in place of what was agreed before: a reply and a completion belonged to that, and
 * its question is closed. Call in a transaction.
 */
export async function agreeFollowUp(tx: Tx, ports: Ports, { question, ...agreed }: Agreement): Promise<void> {
  const now = new Date(ports.clock.now())
  const fresh = { ...agreed, reply: null, repliedAt: null, doneAt: null }
  await tx
    .insert(followUp)
    .values({ ...fresh, createdAt: now })
    .onConflictDoUpdate({ target: followUp.bookingId, set: fresh })
  await tx.update(scaleReading).set({ closedAt: now }).where(openCheckIn(agreed.bookingId))
  if (question !== null) await askScale(tx, ports, agreed.bookingId, 'check_in', question)
}

const openCheckIn = (bookingId: string) =>
  and(eq(scaleReading.bookingId, bookingId), eq(scaleReading.moment, 'check_in'), isNull(scaleReading.closedAt))

/** The question of the check-in that stands. */
export async function checkInReading(tx: Tx, bookingId: string): Promise<Reading | null> {
  return (await scaleReadings(tx, bookingId)).find(({ moment, open }) => moment === 'check_in' && open) ?? null
}

/** What seekers last answered to check-ins, by booking id. */
export async function checkInValues(tx: Tx, bookingIds: string[]): Promise<Map<string, number | null>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ bookingId: scaleReading.bookingId, value: scaleReading.value })
    .from(scaleReading)
    .where(
      and(
        inArray(scaleReading.bookingId, bookingIds),
        eq(scaleReading.moment, 'check_in'),
        isNull(scaleReading.closedAt),
      ),
    )
  return new Map(rows.map(({ bookingId, value }) => [bookingId, value]))
}

/** The seeker's free reply; the reading is stored with the question. */
export async function saveReply(tx: Tx, ports: Ports, bookingId: string, text: string | null): Promise<void> {
  const repliedAt = new Date(ports.clock.now())
  await tx
    .update(followUp)
    .set(text === null ? { repliedAt } : { reply: text, repliedAt })
    .where(eq(followUp.bookingId, bookingId))
}

/** Marks a follow-up as done, or undoes that. False when there is none. */
export async function setDone(tx: Tx, bookingId: string, doneAt: Date | null): Promise<boolean> {
  const rows = await tx
    .update(followUp)
    .set({ doneAt })
    .where(eq(followUp.bookingId, bookingId))
    .returning({ id: followUp.bookingId })
  return rows.length > 0
}
