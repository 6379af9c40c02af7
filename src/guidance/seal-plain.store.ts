import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { isPlain } from '../db/sealed.ts'
import type { Sealed } from '../db/sealed.ts'
import { openValue, sealValue } from '../meeting/case-key.store.ts'
import type { Cell } from '../meeting/case-key.store.ts'
import type { Ports } from '../ports.ts'
import { cellOfKonklusion } from './konklusion.store.ts'
import { cellOfComment } from './konklusion-comment.store.ts'
import { cellOfNote } from './private-note.store.ts'
import { konklusion, konklusionComment, privateNote } from './schema.ts'

/** So many rows of a table in one go: whoever writes one of them meanwhile waits for no more than that. */
const batch = 100

/**
 * Seals what was written before cases had keys, and made-up records. Rows that another instance is at are left to it.
 *
 * @returns how many rows it sealed: none when nothing is plain any more
 */
export async function sealWhatIsPlain(ports: Ports): Promise<number> {
  let sealed = 0
  for (const table of [notes, konklusions, comments]) {
    let more = 0
    do {
      more = await ports.db.transaction((tx) => table(tx, ports))
      sealed += more
    } while (more === batch)
  }
  return sealed
}

async function notes(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(privateNote)
    .where(isPlain(privateNote.text))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { bookingId, text } of rows) {
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfNote(bookingId), value: text })
    await tx.update(privateNote).set({ text: again }).where(eq(privateNote.bookingId, bookingId))
  }
  return rows.length
}

async function konklusions(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(konklusion)
    .where(isPlain(konklusion.body))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { bookingId, version, body } of rows) {
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfKonklusion(bookingId, version), value: body })
    await tx
      .update(konklusion)
      .set({ body: again })
      .where(and(eq(konklusion.bookingId, bookingId), eq(konklusion.version, version)))
  }
  return rows.length
}

async function comments(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(konklusionComment)
    .where(isPlain(konklusionComment.text))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { id, bookingId, text } of rows) {
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfComment(id), value: text })
    await tx.update(konklusionComment).set({ text: again }).where(eq(konklusionComment.id, id))
  }
  return rows.length
}

type Plain<Value> = { bookingId: string; cell: Cell; value: Sealed<Value> }

async function sealedNow<Value>(tx: Tx, ports: Ports, { bookingId, cell, value }: Plain<Value>) {
  return sealValue(tx, ports, { bookingId, cell, value: await openValue(null, cell, value) })
}
