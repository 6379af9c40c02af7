import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { mostCompanions, mostInvitations } from './limits.ts'
import { lockTalk } from './meeting.store.ts'
import { companion } from './schema.ts'

export type Companion = typeof companion.$inferSelect

export async function addCompanion(tx: Tx, invited: Companion): Promise<void> {
  await tx.insert(companion).values(invited)
}

/** What became of an invitation: `full` when enough stand, `used-up` when enough were made, `over` when nobody comes. */
export type Invited = 'invited' | 'full' | 'used-up' | 'over'

/** Counted under the meeting's lock: of several that come at once, each sees what those before it have written. */
export async function inviteCompanion(db: Db, invited: Companion): Promise<Invited> {
  return db.transaction(async function inviteInTurn(tx) {
    const talk = await lockTalk(tx, invited.bookingId)
    if (talk?.state !== 'booked') return 'over'
    const made = await invitationsOf(tx, invited.bookingId)
    if (made.filter(({ revokedAt }) => !revokedAt).length >= mostCompanions) return 'full'
    if (made.length >= mostInvitations) return 'used-up'
    await addCompanion(tx, invited)
    return 'invited'
  })
}

/** Everybody whom the seeker ever invited to the talk, those whose invitation was taken back among them. */
export async function invitationsOf(tx: Tx, bookingId: string): Promise<Companion[]> {
  return tx
    .select()
    .from(companion)
    .where(eq(companion.bookingId, bookingId))
    .orderBy(asc(companion.id))
    .limit(mostInvitations)
}

/** Somebody whose invitation was not taken back. */
export async function companionOfSecret(tx: Tx, secretHash: string): Promise<Companion | null> {
  const [found] = await tx
    .select()
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
export async function revokeCompanion(tx: Tx, bookingId: string, id: string, nowMs: number): Promise<Companion | null> {
  const theirs = and(eq(companion.id, id), eq(companion.bookingId, bookingId))
  await tx
    .update(companion)
    .set({ revokedAt: new Date(nowMs) })
    .where(and(theirs, isNull(companion.revokedAt)))
  const [found] = await tx.select().from(companion).where(theirs)
  return found ?? null
}

/** Those whom the seeker invited, without the ones taken back. */
export const companionsInvited = (tx: Tx, bookingIds: string[]) =>
  tx
    .select()
    .from(companion)
    .where(and(inArray(companion.bookingId, bookingIds), isNull(companion.revokedAt)))
    .orderBy(asc(companion.createdAt))
    .limit(bookingIds.length * mostInvitations)

/** Companions of these talks: who they are in the seeker's words, by companion id. */
export async function companionLabels(tx: Tx, bookingIds: string[]): Promise<Map<string, string>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: companion.id, label: companion.label })
    .from(companion)
    .where(inArray(companion.bookingId, bookingIds))
  return new Map(rows.map(({ id, label }) => [id, label]))
}
