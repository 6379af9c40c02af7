import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { LetterKind } from './letter.ts'
import { letter } from './schema.ts'

/** The letters of a talk to both of its people, as its record tells of them: soonest first, without addresses. */
export const lettersOfTalk = (tx: Tx, { id, hostId }: Pick<Talk, 'id' | 'hostId'>) =>
  tx
    .select({
      kind: letter.kind,
      recipient: letter.recipient,
      state: letter.state,
      dueAt: letter.dueAt,
      sentAt: letter.sentAt,
    })
    .from(letter)
    .where(or(eq(letter.bookingId, id), eq(letter.hostId, hostId)))
    .orderBy(asc(letter.dueAt), asc(letter.id))

/** Takes back what waits to be sent of one kind: what it would tell of is no longer agreed. */
export async function withdrawKind(tx: Tx, bookingId: string, kind: LetterKind): Promise<void> {
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(and(eq(letter.bookingId, bookingId), eq(letter.kind, kind), eq(letter.state, 'pending')))
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
        or(inArray(letter.bookingId, subjectIds), inArray(letter.hostId, subjectIds)),
        inArray(letter.kind, ['booked', 'moved']),
        eq(letter.state, 'sent'),
      ),
    )
  return new Set(rows.flatMap(({ bookingId, hostId }) => bookingId ?? hostId ?? []))
}
