import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, not, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { openKeys, openValue, sealValue, whenUnreadable } from '../meeting/case-key.store.ts'
import type { OpenKeys } from '../meeting/case-key.store.ts'
import { caseKey } from '../meeting/schema.ts'
import { wasHeld } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import type { FollowUp } from './follow-up.ts'
import { askScale, closeCheckIn } from './scale.store.ts'
import { followUp } from './schema.ts'

/** What was agreed, without the words of it. */
export type Agreed = Omit<FollowUp, 'note' | 'reply'>

const { note: _note, reply: _reply, ...withoutWords } = getTableColumns(followUp)

/** The agreed next contact of a talk, if one was agreed. */
export async function agreedOf(tx: Tx, bookingId: string): Promise<Agreed | null> {
  const [agreed] = await tx.select(withoutWords).from(followUp).where(eq(followUp.bookingId, bookingId))
  return agreed ?? null
}

/** {@link agreedOf} with its words. */
export const followUpOf = async (tx: Tx, ports: Ports, bookingId: string): Promise<FollowUp | null> =>
  (await followUpsFrom(ports, await followUpRows(tx, bookingId)))[0] ?? null

/** At most one row, sealed: {@link followUpsFrom} opens it. */
export const followUpRows = (tx: Tx, bookingId: string) => sealedFollowUps(tx).where(eq(followUp.bookingId, bookingId))

/** What a counsellor agreed that somebody still has to do something about, the soonest `most`, soonest first. */
export async function openFollowUps(tx: Tx, ports: Ports, counsellorId: string, most: number): Promise<FollowUp[]> {
  const rows = await sealedFollowUps(tx)
    .where(and(toDoFor(counsellorId), not(isDone(tx))))
    .orderBy(asc(followUp.dueOn), asc(followUp.createdAt))
    .limit(most)
  return followUpsListed(ports, rows)
}

/** What a counsellor agreed and is done, the latest `most`, latest first. */
export async function doneFollowUps(tx: Tx, ports: Ports, counsellorId: string, most: number): Promise<FollowUp[]> {
  const rows = await sealedFollowUps(tx)
    .where(and(toDoFor(counsellorId), isDone(tx)))
    .orderBy(desc(followUp.dueOn), desc(followUp.createdAt))
    .limit(most)
  return followUpsListed(ports, rows)
}

const sealedFollowUps = (tx: Tx) =>
  tx
    .select({ ...getTableColumns(followUp), wrapped: caseKey.wrapped, wrappedBy: caseKey.wrappedBy })
    .from(followUp)
    .leftJoin(caseKey, eq(caseKey.caseId, followUp.caseId))

type FollowUpRow = Awaited<ReturnType<typeof followUpRows>>[number]

/** Opens the agreements of one case. */
export async function followUpsFrom(ports: Ports, rows: FollowUpRow[]): Promise<FollowUp[]> {
  const keys = await openKeys(ports, rows)
  return Promise.all(rows.map((row) => opened(keys, row)))
}

/** Opens a list, which may be of many cases. What was agreed in a case whose key is gone stays in it, without its words. */
async function followUpsListed(ports: Ports, rows: FollowUpRow[]): Promise<FollowUp[]> {
  const keys = await openKeys(ports, rows)
  const wordless = { note: null, reply: null }
  return Promise.all(rows.map((row) => opened(keys, row).catch(whenUnreadable({ ...agreedIn(row), ...wordless }))))
}

async function opened(keys: OpenKeys, row: FollowUpRow): Promise<FollowUp> {
  const key = keys.get(row.caseId) ?? null
  return {
    ...agreedIn(row),
    note: row.note && (await openValue(key, cellOfNextNote(row.bookingId), row.note)),
    reply: row.reply && (await openValue(key, cellOfReply(row.bookingId), row.reply)),
  }
}

const agreedIn = ({ wrapped: _, wrappedBy: _wrappedBy, note: _n, reply: _r, ...agreed }: FollowUpRow): Agreed => agreed

export const cellOfNextNote = (bookingId: string) => ({ column: followUp.note, row: bookingId })
export const cellOfReply = (bookingId: string) => ({ column: followUp.reply, row: bookingId })

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
export async function agreeFollowUp(tx: Tx, ports: Ports, { question, note, ...agreed }: Agreement): Promise<void> {
  const { bookingId } = agreed
  const sealed =
    note === null ? null : await sealValue(tx, ports, { bookingId, cell: cellOfNextNote(bookingId), value: note })
  const fresh = { ...agreed, note: sealed, reply: null, repliedAt: null, doneAt: null }
  await tx
    .insert(followUp)
    .values({ ...fresh, createdAt: new Date(ports.clock.now()) })
    .onConflictDoUpdate({ target: followUp.bookingId, set: fresh })
  await closeCheckIn(tx, ports, bookingId)
  if (question !== null) await askScale(tx, ports, bookingId, { moment: 'check_in', question })
}

/** The seeker's free reply; the reading is stored with the question. */
export async function saveReply(tx: Tx, ports: Ports, bookingId: string, text: string | null): Promise<void> {
  const repliedAt = new Date(ports.clock.now())
  const sealed =
    text === null ? null : await sealValue(tx, ports, { bookingId, cell: cellOfReply(bookingId), value: text })
  await tx
    .update(followUp)
    .set(sealed === null ? { repliedAt } : { reply: sealed, repliedAt })
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
