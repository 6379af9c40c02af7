import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { LetterKind, LetterState, Recipient } from './letter.ts'
import { letter } from './schema.ts'

export type LetterInRecord = {
  kind: LetterKind
  recipient: Recipient
  state: LetterState
  dueAt: Date
  sentAt: Date | null
}

/** The letters of a talk, as its record tells of them: soonest first, without addresses. */
export async function lettersOfTalk(tx: Tx, bookingId: string): Promise<LetterInRecord[]> {
  return tx
    .select({
      kind: letter.kind,
      recipient: letter.recipient,
      state: letter.state,
      dueAt: letter.dueAt,
      sentAt: letter.sentAt,
    })
    .from(letter)
    .where(eq(letter.bookingId, bookingId))
    .orderBy(asc(letter.dueAt), asc(letter.id))
}

/** Takes back what waits to be sent of one kind: what it would tell of is no longer agreed. */
export async function withdrawKind(tx: Tx, bookingId: string, kind: LetterKind): Promise<void> {
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(and(eq(letter.bookingId, bookingId), eq(letter.kind, kind), eq(letter.state, 'pending')))
}

/** True when a letter of that kind went out, or was given up, at any version of the talk: one more needs a new version. */
export async function wasTold(tx: Tx, bookingId: string, kind: LetterKind): Promise<boolean> {
  const settled = and(eq(letter.bookingId, bookingId), eq(letter.kind, kind))
  const rows = await tx.select({ state: letter.state }).from(letter).where(settled)
  return rows.some(({ state }) => state === 'sent' || state === 'dead')
}

/** Those to whom word of these appointments went out before, at any version: `<booking id> <recipient>`. */
export async function heardOf(tx: Tx, bookingIds: string[]): Promise<Set<string>> {
  if (bookingIds.length === 0) return new Set()
  const rows = await tx
    .selectDistinct({ bookingId: letter.bookingId, recipient: letter.recipient })
    .from(letter)
    .where(
      and(inArray(letter.bookingId, bookingIds), inArray(letter.kind, ['booked', 'moved']), eq(letter.state, 'sent')),
    )
  return new Set(rows.map(({ bookingId, recipient }) => `${bookingId} ${recipient}`))
}
