import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { appointmentKinds } from './letter.ts'
import type { LetterKind, Recipient } from './letter.ts'
import { letter } from './schema.ts'

export type NewLetter = Pick<
  typeof letter.$inferInsert,
  'id' | 'bookingId' | 'bookingVersion' | 'kind' | 'recipient' | 'dueAt' | 'createdAt'
>

/** One letter of a kind per version and recipient: one that waits or was withdrawn gets the new time instead. */
export async function addLetters(tx: Tx, letters: NewLetter[]): Promise<void> {
  if (letters.length === 0) return
  await tx.insert(letter).values(letters).onConflictDoUpdate({
    target: [letter.bookingId, letter.bookingVersion, letter.kind, letter.recipient],
    set: { state: 'pending', dueAt: sql`excluded.due_at`, attempts: 0, claimedUntil: null, lastError: null },
    setWhere: inArray(letter.state, ['pending', 'withdrawn']),
  })
}

/** Withdraws what waits to be sent about the appointment as it was before `version`. */
export async function withdrawAppointmentLetters(tx: Tx, bookingId: string, version: number): Promise<void> {
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(
      and(
        eq(letter.bookingId, bookingId),
        eq(letter.state, 'pending'),
        lt(letter.bookingVersion, version),
        inArray(letter.kind, [...appointmentKinds]),
      ),
    )
}

export async function withdrawLettersTo(tx: Tx, bookingId: string, recipient: Recipient): Promise<void> {
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(and(eq(letter.bookingId, bookingId), eq(letter.state, 'pending'), eq(letter.recipient, recipient)))
}

/** Kinds that the seeker was sent of this talk, at any version. */
export async function kindsTold(tx: Tx, bookingId: string): Promise<Set<LetterKind>> {
  const rows = await tx
    .selectDistinct({ kind: letter.kind })
    .from(letter)
    .where(and(eq(letter.bookingId, bookingId), eq(letter.recipient, 'seeker'), eq(letter.state, 'sent')))
  return new Set(rows.map((row) => row.kind))
}
