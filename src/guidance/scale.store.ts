import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { keyColumns, openKey, openValue, sealValue } from '../meeting/case-key.store.ts'
import { booking, caseKey } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { recordMost } from './limits.ts'
import type { Reading } from './scale.ts'
import { scaleReading } from './schema.ts'

const { id, moment, question, value, askedAt, answeredAt, closedAt } = scaleReading
const reading = { id, moment, question, value, askedAt, answeredAt, open: sql<boolean>`${isNull(closedAt)}` }

/** Every scale question of a talk with its reading, oldest first: the one at the start beside the one at the end. */
export const scaleReadings = async (tx: Tx, ports: Ports, bookingId: string): Promise<Reading[]> =>
  readingsFrom(ports, await readingRows(tx, bookingId))

/** Sealed questions of a talk, oldest first: {@link readingsFrom} opens them. */
export const readingRows = (tx: Tx, bookingId: string) => sealedReadings(tx, eq(scaleReading.bookingId, bookingId))

const sealedReadings = (tx: Tx, which: SQL | undefined) =>
  tx
    .select({ ...keyColumns, ...reading })
    .from(scaleReading)
    .innerJoin(booking, eq(booking.id, scaleReading.bookingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where(which)
    .orderBy(asc(askedAt), asc(id))
    .limit(recordMost.scaleQuestions)

export async function readingsFrom(ports: Ports, rows: Awaited<ReturnType<typeof readingRows>>): Promise<Reading[]> {
  // One talk is of one case.
  const key = await openKey(ports, rows[0])
  return Promise.all(
    rows.map(async ({ caseId: _, wrapped: _wrapped, wrappedBy: _wrappedBy, ...row }) => ({
      ...row,
      question: await openValue(key, cellOfQuestion(row.id), row.question),
    })),
  )
}

export const cellOfQuestion = (readingId: string) => ({ column: question, row: readingId })

/**
 * Asks a scale question; one that stood open in the room is closed. A check-in is its own. Call in a transaction.
 *
 * @throws Problem 409 `enough` when as many were asked as may be
 */
export async function askScale(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  { moment, question }: Pick<Reading, 'moment' | 'question'>,
): Promise<Reading> {
  const most = recordMost.scaleQuestions
  await refuseBeyond(tx, { parent: booking.id, id: bookingId, of: scaleReading.bookingId, most })
  const at = new Date(ports.clock.now())
  if (moment !== 'check_in') await closeOpenScale(tx, ports, bookingId)
  const id = ports.random.uuid(at.getTime())
  const sealed = await sealValue(tx, ports, { bookingId, cell: cellOfQuestion(id), value: question })
  const [stored] = await tx
    .insert(scaleReading)
    .values({ id, bookingId, moment, question: sealed, askedAt: at })
    // One question open at a time: of two that are asked at the same moment, the first stands.
    .onConflictDoNothing()
    .returning(reading)
  // Answered or not, the one that stands open in the room stays until it is closed.
  const asked = stored ? { ...stored, question } : await theReading(tx, ports, openInRoom(bookingId))
  if (!asked) throw new Error('a scale question was not stored')
  return asked
}

async function theReading(tx: Tx, ports: Ports, which: SQL | undefined): Promise<Reading | null> {
  const [found] = await readingsFrom(ports, await sealedReadings(tx, which))
  return found ?? null
}

export async function closeOpenScale(tx: Tx, ports: Ports, bookingId: string): Promise<void> {
  await close(tx, ports, openInRoom(bookingId))
}

/** Closes the question of a check-in: another contact was agreed. */
export async function closeCheckIn(tx: Tx, ports: Ports, bookingId: string): Promise<void> {
  await close(tx, ports, openCheckInOf([bookingId]))
}

const openInRoom = (bookingId: string) =>
  and(eq(scaleReading.bookingId, bookingId), isNull(closedAt), ne(moment, 'check_in'))

const openCheckInOf = (bookingIds: string[]) =>
  and(inArray(scaleReading.bookingId, bookingIds), eq(moment, 'check_in'), isNull(closedAt))

/** A reading by its id, and the talk that it must be of. */
type ReadingOfTalk = { bookingId: string; readingId: string }

const ofTalk = ({ bookingId, readingId }: ReadingOfTalk) =>
  and(eq(id, readingId), eq(scaleReading.bookingId, bookingId))

/** True when that question of the talk was open and is now closed, or was closed before. */
export async function closeScale(tx: Tx, ports: Ports, which: ReadingOfTalk): Promise<boolean> {
  const closed = await close(tx, ports, and(ofTalk(which), isNull(closedAt)))
  return closed > 0 || (await tx.$count(scaleReading, ofTalk(which))) > 0
}

async function close(tx: Tx, ports: Ports, which: SQL | undefined): Promise<number> {
  const closed = await tx
    .update(scaleReading)
    .set({ closedAt: new Date(ports.clock.now()) })
    .where(which)
    .returning({ id })
  return closed.length
}

/** Stores the seeker's reading, 1 to 10, which may change while the question is open. `null`: no such open question. */
export async function answerScale(tx: Tx, ports: Ports, which: ReadingOfTalk, value: number): Promise<Reading | null> {
  const [answered] = await tx
    .update(scaleReading)
    .set({ value, answeredAt: new Date(ports.clock.now()) })
    .where(and(ofTalk(which), isNull(closedAt)))
    .returning({ id })
  return answered ? theReading(tx, ports, ofTalk(which)) : null
}

/** What seekers last answered to the check-ins that stand, by booking id. */
export async function checkInValues(tx: Tx, bookingIds: string[]): Promise<Map<string, number | null>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ bookingId: scaleReading.bookingId, value })
    .from(scaleReading)
    .where(openCheckInOf(bookingIds))
  return new Map(rows.map(({ bookingId, value }) => [bookingId, value]))
}
