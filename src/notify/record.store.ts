import { and, desc, eq, inArray, or } from 'drizzle-orm'
import { among } from '../db/among.ts'
import type { Tx } from '../db/client.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { LetterKind, LetterState } from './letter.ts'
import { letter } from './schema.ts'

/** So many letters of a talk its record tells of. */
const lettersShown = 200

/** The newest letters of a talk to both of its people, as its record tells of them: latest first, without addresses. */
export const lettersOfTalk = (tx: Tx, { id, hostId }: Pick<Talk, 'id' | 'hostId'>, most = lettersShown) =>
  letters(tx)
    .where(or(eq(letter.bookingId, id), eq(letter.hostId, hostId)))
    .limit(most)

/** What was written to the seeker about their place in an event, the newest first. */
export const lettersOfSeat = (tx: Tx, { id }: { id: string }, most: number) =>
  letters(tx).where(eq(letter.bookingId, id)).limit(most)

const letters = (tx: Tx) =>
  tx
    .select({
      kind: letter.kind,
      recipient: letter.recipient,
      state: letter.state,
      dueAt: letter.dueAt,
      sentAt: letter.sentAt,
    })
    .from(letter)
    .orderBy(desc(letter.dueAt), desc(letter.id))
    .$dynamic()

/** The newest invitation letter of each of these members of the staff; those without any are left out. */
export async function invitationsOf(tx: Tx, staffIds: string[]): Promise<Map<string, InvitationLetter>> {
  if (staffIds.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([letter.staffId], {
      staffId: letter.staffId,
      state: letter.state,
      sentAt: letter.sentAt,
      createdAt: letter.createdAt,
    })
    .from(letter)
    .where(and(inArray(letter.staffId, staffIds), eq(letter.kind, 'invitation')))
    .orderBy(letter.staffId, desc(letter.id))
  return new Map(rows.flatMap(({ staffId, ...row }) => (staffId === null ? [] : [[staffId, row] as const])))
}

type InvitationLetter = { state: LetterState; sentAt: Date | null; createdAt: Date }

/** Takes back what waits to be sent of one kind: what it would tell of is no longer agreed. */
export async function withdrawKind(tx: Tx, bookingId: string, kind: LetterKind): Promise<void> {
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(and(eq(letter.bookingId, bookingId), eq(letter.kind, kind), eq(letter.state, 'pending')))
}

/** As {@link withdrawKind}, of what waits for the host. Gives how many that were. */
export async function withdrawFromHost(tx: Tx, hostId: string, kind: LetterKind): Promise<number> {
  const withdrawn = await tx
    .update(letter)
    .set({ state: 'withdrawn', formerAddress: null })
    .where(and(eq(letter.hostId, hostId), eq(letter.kind, kind), eq(letter.state, 'pending')))
    .returning({ id: letter.id })
  return withdrawn.length
}

/**
 * Of which appointments word went out before, whatever they were like then.
 *
 * @param subjectIds ids of bookings, whose seekers may have heard, and of hosts, who may have
 */
export async function heardOf(tx: Tx, subjectIds: string[]): Promise<Set<string>> {
  if (subjectIds.length === 0) return new Set()
  const rows = await tx
    .selectDistinct({ bookingId: letter.bookingId, hostId: letter.hostId })
    .from(letter)
    .where(
      and(
        or(among(letter.bookingId, subjectIds), among(letter.hostId, subjectIds)),
        inArray(letter.kind, ['booked', 'moved']),
        eq(letter.state, 'sent'),
      ),
    )
    .prepare('heard_of')
    .execute()
  return new Set(rows.flatMap(({ bookingId, hostId }) => bookingId ?? hostId ?? []))
}
