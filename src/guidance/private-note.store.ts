import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { keyColumns, openKey, openValue, sealValue } from '../meeting/case-key.store.ts'
import { booking, caseKey } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { privateNote } from './schema.ts'

type PrivateNote = { text: string; updatedAt: Date | null }

/** The counsellor's private notes. Read only for the talk's own counsellor. */
export const notesOf = async (tx: Tx, ports: Ports, bookingId: string): Promise<PrivateNote> =>
  noteFrom(ports, await noteRows(tx, bookingId))

/** At most one row, sealed: {@link noteFrom} makes the notes of it. */
export const noteRows = (tx: Tx, bookingId: string) =>
  tx
    .select({ ...keyColumns, bookingId: booking.id, text: privateNote.text, updatedAt: privateNote.updatedAt })
    .from(privateNote)
    .innerJoin(booking, eq(booking.id, privateNote.bookingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where(eq(privateNote.bookingId, bookingId))

export async function noteFrom(ports: Ports, [note]: Awaited<ReturnType<typeof noteRows>>): Promise<PrivateNote> {
  if (!note) return { text: '', updatedAt: null }
  const text = await openValue(await openKey(ports, note), cellOfNote(note.bookingId), note.text)
  return { text, updatedAt: note.updatedAt }
}

export async function saveNotes(tx: Tx, ports: Ports, bookingId: string, text: string): Promise<void> {
  const updatedAt = new Date(ports.clock.now())
  const sealed = await sealValue(tx, ports, { bookingId, cell: cellOfNote(bookingId), value: text })
  await tx
    .insert(privateNote)
    .values({ bookingId, text: sealed, updatedAt })
    .onConflictDoUpdate({ target: privateNote.bookingId, set: { text: sealed, updatedAt } })
}

export const cellOfNote = (bookingId: string) => ({ column: privateNote.text, row: bookingId })
