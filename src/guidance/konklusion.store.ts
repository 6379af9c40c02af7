import { and, asc, eq, exists, inArray, ne, notExists, sql } from 'drizzle-orm'
import type { Column } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { approvalOf, draftToShow, newestOf, shownVersion, versionToWrite } from './konklusion.ts'
import type { KonklusionBody, KonklusionState } from './konklusion.ts'
import { konklusion, konklusionComment } from './schema.ts'

export type KonklusionVersion = {
  version: number
  state: KonklusionState
  body: KonklusionBody
  updatedAt: Date
  readyAt: Date | null
  approvedAt: Date | null
}
export type Comment = { writtenBy: 'seeker' | 'counsellor'; text: string; at: Date; version: number }

/** Every version, oldest first, drafts included: for the talk's own counsellor alone. */
export async function konklusionVersions(tx: Tx, bookingId: string): Promise<KonklusionVersion[]> {
  const { version, state, body, updatedAt, readyAt, approvedAt } = konklusion
  return tx
    .select({ version, state, body, updatedAt, readyAt, approvedAt })
    .from(konklusion)
    .where(eq(konklusion.bookingId, bookingId))
    .orderBy(asc(version))
}

/** The versions that the seeker may read: all but a draft. */
export const shownVersions = async (tx: Tx, bookingId: string) =>
  (await konklusionVersions(tx, bookingId)).filter(({ state }) => state !== 'draft')

/** Where the Konklusions of many talks stand: for the counsellor the newest version, for the seeker the newest shown one. */
export async function konklusionStates(
  tx: Tx,
  bookingIds: string[],
): Promise<Map<string, { counsellor: KonklusionState; seeker: 'ready' | 'approved' | null }>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ bookingId: konklusion.bookingId, version: konklusion.version, state: konklusion.state })
    .from(konklusion)
    .where(inArray(konklusion.bookingId, bookingIds))
  const ids = new Set(rows.map(({ bookingId }) => bookingId))
  return new Map(
    [...ids].map((id) => {
      const own = rows.filter(({ bookingId }) => bookingId === id)
      const shown = shownVersion(own)?.state
      return [
        id,
        {
          counsellor: newestOf(own)?.state ?? 'draft',
          seeker: shown === 'ready' || shown === 'approved' ? shown : null,
        },
      ]
    }),
  )
}

/** Stores a text in the version that it goes to, as a draft. Call in a transaction. */
export async function writeDraft(tx: Tx, ports: Ports, bookingId: string, body: KonklusionBody): Promise<number> {
  const version = versionToWrite(await lockedVersions(tx, bookingId))
  const updatedAt = new Date(ports.clock.now())
  await tx
    .insert(konklusion)
    .values({ bookingId, version, state: 'draft', body, updatedAt })
    // The draft itself, or the same one begun in another window at the same moment; never a version that was shown.
    .onConflictDoUpdate({
      target: [konklusion.bookingId, konklusion.version],
      set: { body, updatedAt },
      setWhere: eq(konklusion.state, 'draft'),
    })
  return version
}

/** Shows the draft `body` to the seeker. The version that is now out, or `null` when there was no draft. Call in a transaction. */
export async function showDraft(tx: Tx, ports: Ports, bookingId: string, body: KonklusionBody): Promise<number | null> {
  const version = draftToShow(await lockedVersions(tx, bookingId))
  if (version === null) return null
  const readyAt = new Date(ports.clock.now())
  await tx
    .update(konklusion)
    .set({ state: 'ready', body, updatedAt: readyAt, readyAt })
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

export async function addComment(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  version: number,
  writtenBy: Comment['writtenBy'],
  text: string,
): Promise<void> {
  const at = new Date(ports.clock.now())
  await tx
    .insert(konklusionComment)
    .values({ id: ports.random.uuid(at.getTime()), bookingId, version, writtenBy, text, at })
}

export async function commentsOf(tx: Tx, bookingId: string): Promise<Comment[]> {
  return tx
    .select({
      writtenBy: konklusionComment.writtenBy,
      text: konklusionComment.text,
      at: konklusionComment.at,
      version: konklusionComment.version,
    })
    .from(konklusionComment)
    .where(eq(konklusionComment.bookingId, bookingId))
    .orderBy(asc(konklusionComment.at), asc(konklusionComment.id))
}

/** Talks whose seeker has commented on the version that is out, and not approved it: somebody waits for a correction. */
export async function commentedOn(tx: Tx, bookingIds: string[]): Promise<Set<string>> {
  if (bookingIds.length === 0) return new Set()
  const rows = await commented(tx).where(and(inArray(konklusion.bookingId, bookingIds), waitsForCorrection))
  return new Set(rows.map(({ bookingId }) => bookingId))
}

const commented = (tx: Tx) =>
  tx
    .selectDistinct({ bookingId: konklusion.bookingId })
    .from(konklusion)
    .innerJoin(
      konklusionComment,
      and(eq(konklusionComment.bookingId, konklusion.bookingId), eq(konklusionComment.version, konklusion.version)),
    )

/** No later version has been shown. */
const isNewestShown = sql`not exists (select from ${konklusion} later where later.booking_id = ${konklusion.bookingId}
  and later.version > ${konklusion.version} and later.state <> 'draft')`

const waitsForCorrection = and(eq(konklusion.state, 'ready'), eq(konklusionComment.writtenBy, 'seeker'), isNewestShown)

/** {@link commentedOn} as a condition of another query, on its column of booking ids. */
export const isCommented = (tx: Tx) => (bookingId: Column) =>
  exists(commented(tx).where(and(eq(konklusion.bookingId, bookingId), waitsForCorrection)))

/** True of talks whose seeker was shown no Konklusion yet: a condition of another query, on its column of booking ids. */
export const isUnshown = (tx: Tx) => (bookingId: Column) =>
  notExists(
    tx
      .select({ version: konklusion.version })
      .from(konklusion)
      .where(and(eq(konklusion.bookingId, bookingId), ne(konklusion.state, 'draft'))),
  )

/** What the seeker last approved of each of these talks, by booking id. */
export async function approvedBodies(tx: Tx, bookingIds: string[]): Promise<Map<string, KonklusionBody>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ bookingId: konklusion.bookingId, body: konklusion.body })
    .from(konklusion)
    .where(and(inArray(konklusion.bookingId, bookingIds), eq(konklusion.state, 'approved')))
    .orderBy(asc(konklusion.version))
  return new Map(rows.map(({ bookingId, body }) => [bookingId, body]))
}
