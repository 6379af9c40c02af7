import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { privateNote } from './schema.ts'

type PrivateNote = { text: string; updatedAt: Date | null }

/** The counsellor's private notes. Read only for the talk's own counsellor. */
export const notesOf = async (tx: Tx, bookingId: string): Promise<PrivateNote> =>
  noteFrom(await noteRows(tx, bookingId))

/** At most one row: {@link noteFrom} makes the notes of it. */
export const noteRows = (tx: Tx, bookingId: string) =>
  tx
    .select({ text: privateNote.text, updatedAt: privateNote.updatedAt })
    .from(privateNote)
    .where(eq(privateNote.bookingId, bookingId))

export const noteFrom = ([note]: PrivateNote[]): PrivateNote => note ?? { text: '', updatedAt: null }

export async function saveNotes(tx: Tx, ports: Ports, bookingId: string, text: string): Promise<void> {
  const updatedAt = new Date(ports.clock.now())
  await tx
    .insert(privateNote)
    .values({ bookingId, text, updatedAt })
    .onConflictDoUpdate({ target: privateNote.bookingId, set: { text, updatedAt } })
}
