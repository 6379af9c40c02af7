import { and, asc, eq, exists, inArray, lt, ne, notExists, sql } from 'drizzle-orm'
import type { Column } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { enough } from '../http/enough.store.ts'
import { keyColumns, openKey, openValue, sealValue } from '../meeting/case-key.store.ts'
import { booking, caseKey, meeting } from '../meeting/schema.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { approvalOf, draftToShow, standingOf, versionToWrite } from './konklusion.ts'
import type { KonklusionBody, KonklusionStanding, KonklusionState } from './konklusion.ts'
import { recordMost } from './limits.ts'
import { konklusion, konklusionComment } from './schema.ts'

export type KonklusionVersion = {
  version: number
  state: KonklusionState
  body: KonklusionBody
  updatedAt: Date
  readyAt: Date | null
  approvedAt: Date | null
}

/** Every version, oldest first, drafts included: for the talk's own counsellor alone. */
export async function konklusionVersions(tx: Tx, ports: Ports, bookingId: string): Promise<KonklusionVersion[]> {
  const { version, state, body, updatedAt, readyAt, approvedAt } = konklusion
  const rows = await tx
    .select({ ...keyColumns, version, state, body, updatedAt, readyAt, approvedAt })
    .from(konklusion)
    .innerJoin(booking, eq(booking.id, konklusion.bookingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where(eq(konklusion.bookingId, bookingId))
    .orderBy(asc(version))
    .limit(recordMost.konklusionVersions)
  // One talk is of one case.
  const key = await openKey(ports, rows[0])
  return Promise.all(
    rows.map(async ({ caseId: _, wrapped: _wrapped, wrappedBy: _wrappedBy, ...row }) => ({
      ...row,
      body: await openValue(key, cellOfKonklusion(bookingId, row.version), row.body),
    })),
  )
}

export const cellOfKonklusion = (bookingId: string, version: number) => ({
  column: konklusion.body,
  row: `${bookingId} ${version}`,
})

/** The versions that the seeker may read: all but a draft. */
export const shownVersions = async (tx: Tx, ports: Ports, bookingId: string) =>
  (await konklusionVersions(tx, ports, bookingId)).filter(({ state }) => state !== 'draft')

/** Where the Konklusions of many talks stand, by booking id. A talk of which nothing was written is left out. */
export async function konklusionStates(tx: Tx, bookingIds: string[]): Promise<Map<string, KonklusionStanding>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await standingRows(tx, bookingIds)
  const written = new Set(rows.map(({ bookingId }) => bookingId))
  return new Map([...written].map((id) => [id, standingOf(rows.filter(({ bookingId }) => bookingId === id))]))
}

/** The versions of these talks' Konklusions, as {@link standingOf} asks for them. */
export const standingRows = (tx: Tx, bookingIds: string[]) =>
  tx
    .select({
      bookingId: konklusion.bookingId,
      version: konklusion.version,
      state: konklusion.state,
      commented: sql<boolean>`${exists(unansweredComments(tx))}`,
    })
    .from(konklusion)
    .where(inArray(konklusion.bookingId, bookingIds))

/** What the seeker said of the version that a query of versions is at, and nobody has answered since. */
const unansweredComments = (tx: Tx) =>
  tx
    .select({ id: konklusionComment.id })
    .from(konklusionComment)
    .where(
      and(
        eq(konklusionComment.bookingId, konklusion.bookingId),
        eq(konklusionComment.version, konklusion.version),
        eq(konklusionComment.writtenBy, 'seeker'),
        sql`not exists (select from ${konklusionComment} answer where answer.written_by = 'counsellor'
          and answer.booking_id = ${konklusionComment.bookingId} and answer.version = ${konklusionComment.version}
          and (answer.at, answer.id) > (${konklusionComment.at}, ${konklusionComment.id}))`,
      ),
    )

/**
 * Stores a text in the version that it goes to, as a draft. Call in a transaction: versions are numbered from one
 * without gaps, so the number of the next one says how many there would be.
 *
 * @throws Problem 409 `enough` when there are as many versions as there may be
 */
export async function writeDraft(tx: Tx, ports: Ports, bookingId: string, body: KonklusionBody): Promise<number> {
  const version = versionToWrite(await lockedVersions(tx, bookingId))
  if (version > recordMost.konklusionVersions) throw enough(recordMost.konklusionVersions)
  const updatedAt = new Date(ports.clock.now())
  const sealed = await sealValue(tx, ports, { bookingId, cell: cellOfKonklusion(bookingId, version), value: body })
  await tx
    .insert(konklusion)
    .values({ bookingId, version, state: 'draft', body: sealed, updatedAt })
    // The draft itself, or the same one begun in another window at the same moment; never a version that was shown.
    .onConflictDoUpdate({
      target: [konklusion.bookingId, konklusion.version],
      set: { body: sealed, updatedAt },
      setWhere: eq(konklusion.state, 'draft'),
    })
  return version
}

/**
 * Shows the draft `body` to the seeker. Call in a transaction.
 *
 * @returns the version that is now out; `null` when there was no draft
 */
export async function showDraft(tx: Tx, ports: Ports, bookingId: string, body: KonklusionBody): Promise<number | null> {
  const version = draftToShow(await lockedVersions(tx, bookingId))
  if (version === null) return null
  const readyAt = new Date(ports.clock.now())
  const sealed = await sealValue(tx, ports, { bookingId, cell: cellOfKonklusion(bookingId, version), value: body })
  await tx
    .update(konklusion)
    .set({ state: 'ready', body: sealed, updatedAt: readyAt, readyAt })
    .where(versionOf(bookingId, version))
  return version
}

/** Makes a shown version final. Call in a transaction. */
export async function approve(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  version: number,
): Promise<'approve' | 'already' | 'outdated'> {
  const decision = approvalOf(await lockedVersions(tx, bookingId), version)
  if (decision === 'approve') {
    await tx
      .update(konklusion)
      .set({ state: 'approved', approvedAt: new Date(ports.clock.now()) })
      .where(versionOf(bookingId, version))
  }
  return decision
}

const versionOf = (bookingId: string, version: number) =>
  and(eq(konklusion.bookingId, bookingId), eq(konklusion.version, version))

/** An approval and a correction that is being shown wait for each other: nothing outdated is approved. */
const lockedVersions = (tx: Tx, bookingId: string) =>
  tx
    .select({ version: konklusion.version, state: konklusion.state })
    .from(konklusion)
    .where(eq(konklusion.bookingId, bookingId))
    .orderBy(asc(konklusion.version))
    .for('update')

/**
 * True of talks whose seeker has commented on the version that is out, and neither approved it nor got an answer. A
 * condition of another query, on its column of booking ids; {@link standingOf} says the same of one talk.
 */
export const isCommented = (tx: Tx) => (bookingId: Column) =>
  exists(
    tx
      .select({ version: konklusion.version })
      .from(konklusion)
      .where(
        and(
          eq(konklusion.bookingId, bookingId),
          eq(konklusion.state, 'ready'),
          isNewestShown,
          exists(unansweredComments(tx)),
        ),
      ),
  )

/** No later version has been shown. */
const isNewestShown = sql`not exists (select from ${konklusion} later where later.booking_id = ${konklusion.bookingId}
  and later.version > ${konklusion.version} and later.state <> 'draft')`

/** True of talks whose seeker was shown no Konklusion yet: a condition of another query, on its booking ids. */
export const isUnshown = (tx: Tx) => (bookingId: Column) =>
  notExists(
    tx
      .select({ version: konklusion.version })
      .from(konklusion)
      .where(and(eq(konklusion.bookingId, bookingId), ne(konklusion.state, 'draft'))),
  )

/**
 * What the seeker approved in the talks that they had with the same organisation before this one, sealed, each talk's
 * latest last: {@link approvedBodies} opens them.
 */
export const approvedBefore = (
  tx: Tx,
  { caseId, organisationId, startsAt }: Pick<Talk, 'caseId' | 'organisationId' | 'startsAt'>,
) =>
  tx
    .select({ ...keyColumns, bookingId: konklusion.bookingId, version: konklusion.version, body: konklusion.body })
    .from(konklusion)
    .innerJoin(booking, eq(booking.id, konklusion.bookingId))
    .innerJoin(meeting, eq(meeting.id, booking.meetingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where(
      and(
        eq(booking.caseId, caseId),
        eq(meeting.organisationId, organisationId),
        lt(meeting.startsAt, startsAt),
        eq(konklusion.state, 'approved'),
      ),
    )
    .orderBy(asc(konklusion.version))

/** Approved Konklusions of one case, each talk's latest, by booking id. */
export async function approvedBodies(
  ports: Ports,
  rows: Awaited<ReturnType<typeof approvedBefore>>,
): Promise<Map<string, KonklusionBody>> {
  const key = await openKey(ports, rows[0])
  const latest = [...new Map(rows.map((row) => [row.bookingId, row])).values()]
  return new Map(
    await Promise.all(
      latest.map(async ({ bookingId, version, body }): Promise<[string, KonklusionBody]> => [
        bookingId,
        await openValue(key, cellOfKonklusion(bookingId, version), body),
      ]),
    ),
  )
}
