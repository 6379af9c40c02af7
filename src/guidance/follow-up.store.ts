import { and, asc, desc, eq, inArray, isNotNull, isNull, not, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { wasHeld } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import type { FollowUp } from './follow-up.ts'
import { askScale, closeCheckIn } from './scale.store.ts'
import { followUp } from './schema.ts'

/** The agreed next contact of a talk, if one was agreed. */
export const followUpOf = async (tx: Tx, bookingId: string): Promise<FollowUp | null> =>
  (await followUpRows(tx, bookingId))[0] ?? null

/** {@link followUpOf} as at most one row. */
export const followUpRows = (tx: Tx, bookingId: string) =>
  tx.select().from(followUp).where(eq(followUp.bookingId, bookingId))

/** What a counsellor agreed that somebody still has to do something about, the soonest `most`, soonest first. */
export async function openFollowUps(tx: Tx, counsellorId: string, most: number): Promise<FollowUp[]> {
  return tx
    .select()
    .from(followUp)
    .where(and(toDoFor(counsellorId), not(isDone(tx))))
    .orderBy(asc(followUp.dueOn), asc(followUp.createdAt))
    .limit(most)
}

/** What a counsellor agreed and is done, the latest `most`, latest first. */
export async function doneFollowUps(tx: Tx, counsellorId: string, most: number): Promise<FollowUp[]> {
  return tx
    .select()
    .from(followUp)
    .where(and(toDoFor(counsellorId), isDone(tx)))
    .orderBy(desc(followUp.dueOn), desc(followUp.createdAt))
    .limit(most)
}

const toDoFor = (counsellorId: string) =>
  and(eq(followUp.counsellorId, counsellorId), notInArray(followUp.kind, ['none', 'welcome_back']))

/** As `listOf` has it: ticked off, or a new talk that was held. */
const isDone = (tx: Tx) =>
  sql`(${isNotNull(followUp.doneAt)} or (${eq(followUp.kind, 'talk')} and ${wasHeld(tx)(followUp.nextBookingId)}))`

/** The contact that was agreed after each talk and is neither done nor answered yet, by booking id. */
export async function openContacts(tx: Tx, bookingIds: string[]): Promise<Map<string, 'check_in' | 'call'>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ bookingId: followUp.bookingId, kind: followUp.kind })
    .from(followUp)
    .where(and(inArray(followUp.bookingId, bookingIds), isNull(followUp.doneAt), isNull(followUp.repliedAt)))
  return new Map(
    rows.flatMap(({ bookingId, kind }) => (kind === 'check_in' || kind === 'call' ? [[bookingId, kind] as const] : [])),
  )
}

type Agreement = Pick<
  FollowUp,
  'bookingId' | 'caseId' | 'counsellorId' | 'kind' | 'dueOn' | 'nextBookingId' | 'note'
> & {
  /** What a check-in asks. */
  question: string | null
}

/**
 * Stores what was agreed in place of what was agreed before: a reply and a completion belonged to that, and
 * its question is closed. Call in a transaction.
 */
export async function agreeFollowUp(tx: Tx, ports: Ports, { question, ...agreed }: Agreement): Promise<void> {
  const fresh = { ...agreed, reply: null, repliedAt: null, doneAt: null }
  await tx
    .insert(followUp)
    .values({ ...fresh, createdAt: new Date(ports.clock.now()) })
    .onConflictDoUpdate({ target: followUp.bookingId, set: fresh })
  await closeCheckIn(tx, ports, agreed.bookingId)
  if (question !== null) await askScale(tx, ports, agreed.bookingId, { moment: 'check_in', question })
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
