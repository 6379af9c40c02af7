import { and, asc, eq, getTableColumns, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { keyColumns, openKeys, openValue, sealValue } from './case-key.store.ts'
import { mostCompanions, mostInvitations } from './limits.ts'
import { lockTalk } from './meeting.store.ts'
import { booking, caseKey, companion } from './schema.ts'

/** An invitation, without whom it is for. */
export type Invitation = Omit<typeof companion.$inferSelect, 'label'>

/** An invitation with whom it is for, in the seeker's words. */
export type Companion = Invitation & { label: string }

const { label: _label, ...withoutLabel } = getTableColumns(companion)

export async function addCompanion(tx: Tx, ports: Ports, { label, ...invited }: Companion): Promise<void> {
  const { id, bookingId } = invited
  const sealed = await sealValue(tx, ports, { bookingId, cell: cellOfLabel(id), value: label })
  await tx.insert(companion).values({ ...invited, label: sealed })
}

export const cellOfLabel = (id: string) => ({ column: companion.label, row: id })

/** What became of an invitation: `full` when enough stand, `used-up` when enough were made, `over` when nobody comes. */
export type Invited = 'invited' | 'full' | 'used-up' | 'over'

/** Counted under the meeting's lock: of several that come at once, each sees what those before it have written. */
export async function inviteCompanion(ports: Ports, invited: Companion): Promise<Invited> {
  return ports.db.transaction(async function inviteInTurn(tx) {
    const talk = await lockTalk(tx, invited.bookingId)
    if (talk?.state !== 'booked') return 'over'
    const made = await tx
      .select(withoutLabel)
      .from(companion)
      .where(eq(companion.bookingId, invited.bookingId))
      .limit(mostInvitations)
    if (made.filter(({ revokedAt }) => !revokedAt).length >= mostCompanions) return 'full'
    if (made.length >= mostInvitations) return 'used-up'
    await addCompanion(tx, ports, invited)
    return 'invited'
  })
}

/** Everybody whom the seeker ever invited to the talk, those whose invitation was taken back among them. */
export const invitationsOf = async (tx: Tx, ports: Ports, bookingId: string): Promise<Companion[]> =>
  companionsFrom(
    ports,
    await sealedCompanions(tx)
      .where(eq(companion.bookingId, bookingId))
      .orderBy(asc(companion.id))
      .limit(mostInvitations),
  )

const sealedCompanions = (tx: Tx) =>
  tx
    .select({ ...keyColumns, ...getTableColumns(companion) })
    .from(companion)
    .innerJoin(booking, eq(booking.id, companion.bookingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))

/** Opens companions, who may be of many cases. */
export async function companionsFrom(
  ports: Ports,
  rows: Awaited<ReturnType<typeof companionsInvited>>,
): Promise<Companion[]> {
  const keys = await openKeys(ports, rows)
  return Promise.all(
    rows.map(async ({ caseId, wrapped: _, wrappedBy: _wrappedBy, ...row }) => ({
      ...row,
      label: await openValue(keys.get(caseId) ?? null, cellOfLabel(row.id), row.label),
    })),
  )
}

/** Somebody whose invitation was not taken back. */
export async function companionOfSecret(tx: Tx, secretHash: string): Promise<Invitation | null> {
  const [found] = await tx
    .select(withoutLabel)
    .from(companion)
    .where(and(eq(companion.secretHash, secretHash), isNull(companion.revokedAt)))
  return found ?? null
}

/** Notes the first time that a link was opened. */
export async function noteOpened(tx: Tx, id: string, nowMs: number): Promise<void> {
  await tx
    .update(companion)
    .set({ openedAt: new Date(nowMs) })
    .where(and(eq(companion.id, id), isNull(companion.openedAt)))
}

/** Takes an invitation back. `null` when the talk has no such companion; taking back twice keeps the first time. */
export async function revokeCompanion(tx: Tx, ports: Ports, bookingId: string, id: string): Promise<Companion | null> {
  const theirs = and(eq(companion.id, id), eq(companion.bookingId, bookingId))
  await tx
    .update(companion)
    .set({ revokedAt: new Date(ports.clock.now()) })
    .where(and(theirs, isNull(companion.revokedAt)))
  const [found] = await companionsFrom(ports, await sealedCompanions(tx).where(theirs))
  return found ?? null
}

/** Those whom the seeker invited, without the ones taken back, sealed: {@link companionsFrom} opens them. */
export const companionsInvited = (tx: Tx, bookingIds: string[]) =>
  sealedCompanions(tx)
    .where(and(inArray(companion.bookingId, bookingIds), isNull(companion.revokedAt)))
    .orderBy(asc(companion.createdAt))
    .limit(bookingIds.length * mostInvitations)

/** Companions of these talks: who they are in the seeker's words, by companion id. */
export async function companionLabels(tx: Tx, ports: Ports, bookingIds: string[]): Promise<Map<string, string>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await sealedCompanions(tx)
    .where(inArray(companion.bookingId, bookingIds))
    .limit(bookingIds.length * mostInvitations)
  return new Map((await companionsFrom(ports, rows)).map(({ id, label }) => [id, label]))
}
