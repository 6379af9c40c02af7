import { eq } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from '../db/client.ts'
import { problem } from './problem.ts'

/** Rows that hang on one row of another table, and how many there may be. */
type Rows = {
  /** The other table's primary key, and the row that is meant. */
  parent: PgColumn
  id: string
  /** The column that names the parent. */
  of: PgColumn
  /** Which of its rows count; all of them, left out. */
  which?: SQL | undefined
  most: number
}

/**
 * Refuses one row more than there may be. Call in the transaction that adds it: whoever adds to the same parent waits
 * here, and counts what those before them have written. `NO KEY UPDATE` lets foreign keys pass.
 *
 * @throws Problem 409 `enough`, with how many there may be as `most`
 * @example await refuseBeyond(tx, { parent: meeting.id, id: meetingId, of: sharedLink.meetingId, most: mostLinks })
 */
export async function refuseBeyond(tx: Tx, { parent, id, of, which, most }: Rows): Promise<void> {
  await tx.select({ id: parent }).from(parent.table).where(eq(parent, id)).for('no key update')
  if ((await tx.$count(of.table, which ?? eq(of, id))) >= most) throw enough(most)
}

/** What is refused when there is enough of it. */
export const enough = (most: number) =>
  problem(409, 'enough', `There are ${most} of these, and there cannot be more.`, { most })
