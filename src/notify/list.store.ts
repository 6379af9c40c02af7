import { and, desc, eq, getTableColumns, lt } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { startsOf } from '../meeting/talk.store.ts'
import type { LetterState } from './letter.ts'
import { letter } from './schema.ts'
import { bookingOfLetter } from './store.ts'

const pageLength = 50

/**
 * Letters of one organisation in one state, the newest first; `next` is the cursor of the following page. A letter
 * about a talk has the talk's `bookingId` and start, whichever of its two people it is to.
 */
export async function lettersOfOrganisation(
  tx: Tx,
  organisationId: string,
  { state, cursor }: { state: LetterState; cursor: string | undefined },
) {
  const rows = await tx
    .select({ ...getTableColumns(letter), bookingId: bookingOfLetter })
    .from(letter)
    .where(
      and(
        eq(letter.organisationId, organisationId),
        eq(letter.state, state),
        cursor === undefined ? undefined : lt(letter.id, cursor),
      ),
    )
    .orderBy(desc(letter.id))
    .limit(pageLength + 1)
  const page = rows.slice(0, pageLength)
  const starts = await startsOf(tx, [...new Set(page.flatMap(({ bookingId }) => bookingId ?? []))])
  return {
    letters: page.map((row) => ({ ...row, startsAt: (row.bookingId && starts.get(row.bookingId)) || null })),
    next: rows.length > pageLength ? (page.at(-1)?.id ?? null) : null,
  }
}

/** Makes a dead letter due again, with all its attempts before it. */
export async function reviveLetter(
  tx: Tx,
  { id, organisationId }: { id: string; organisationId: string },
  nowMs: number,
): Promise<'revived' | 'not-dead' | 'unknown'> {
  const own = and(eq(letter.id, id), eq(letter.organisationId, organisationId))
  const revived = await tx
    .update(letter)
    .set({ state: 'pending', dueAt: new Date(nowMs), attempts: 0, claimedUntil: null, lastError: null })
    .where(and(own, eq(letter.state, 'dead')))
    .returning({ id: letter.id })
  if (revived.length > 0) return 'revived'
  const [found] = await tx.select({ id: letter.id }).from(letter).where(own)
  return found ? 'not-dead' : 'unknown'
}
