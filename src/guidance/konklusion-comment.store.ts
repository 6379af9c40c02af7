import { asc, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { keyColumns, openKey, openValue, sealValue } from '../meeting/case-key.store.ts'
import { booking, caseKey } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { recordMost } from './limits.ts'
import { konklusionComment } from './schema.ts'

type Comment = { version: number; writtenBy: 'seeker' | 'counsellor'; text: string; at: Date }

/** What was said of the versions of a talk's Konklusion, oldest first. */
export async function commentsOf(tx: Tx, ports: Ports, bookingId: string): Promise<Comment[]> {
  const { version, writtenBy, text, at, id } = konklusionComment
  const rows = await tx
    .select({ ...keyColumns, id, version, writtenBy, text, at })
    .from(konklusionComment)
    .innerJoin(booking, eq(booking.id, konklusionComment.bookingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where(eq(konklusionComment.bookingId, bookingId))
    .orderBy(asc(at), asc(id))
    .limit(recordMost.comments)
  // One talk is of one case.
  const key = await openKey(ports, rows[0])
  return Promise.all(
    rows.map(async (row) => ({
      version: row.version,
      writtenBy: row.writtenBy,
      text: await openValue(key, cellOfComment(row.id), row.text),
      at: row.at,
    })),
  )
}

/** Call in a transaction. Throws Problem 409 `enough` when as much was said as may be. */
export async function addComment(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  { version, writtenBy, text }: Pick<Comment, 'version' | 'writtenBy' | 'text'>,
): Promise<void> {
  const at = new Date(ports.clock.now())
  const id = ports.random.uuid(at.getTime())
  const rows = { parent: booking.id, id: bookingId, of: konklusionComment.bookingId, most: recordMost.comments }
  await refuseBeyond(tx, rows)
  const sealed = await sealValue(tx, ports, { bookingId, cell: cellOfComment(id), value: text })
  await tx.insert(konklusionComment).values({ id, bookingId, version, writtenBy, text: sealed, at })
}

export const cellOfComment = (id: string) => ({ column: konklusionComment.text, row: id })
