import { and, asc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { appointmentKinds } from './letter.ts'
import type { EarlierLetter, Recipient } from './letter.ts'
import { letter } from './schema.ts'

export type NewLetter = Pick<
  typeof letter.$inferInsert,
  'id' | 'bookingId' | 'bookingVersion' | 'kind' | 'recipient' | 'dueAt' | 'createdAt'
>

/** One letter of a kind per version and recipient: one that waits or was withdrawn gets the new time instead. */
export async function addLetters(tx: Tx, letters: NewLetter[]): Promise<void> {
  if (letters.length === 0) return
  await tx
    .insert(letter)
    .values(letters)
    .onConflictDoUpdate({
      target: [letter.bookingId, letter.bookingVersion, letter.kind, letter.recipient],
      set: { state: 'pending', dueAt: sql`excluded.due_at`, attempts: 0, claimedUntil: null, lastError: null },
      setWhere: inArray(letter.state, ['pending', 'withdrawn']),
    })
    .prepare('add_letters')
    .execute()
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

/** Lets what waits to be sent to `recipient` about the appointment count for `version`, too: for them nothing changed. */
export async function carryAppointmentLetters(
  tx: Tx,
  bookingId: string,
  recipient: Recipient,
  version: number,
): Promise<void> {
  await tx
    .update(letter)
    .set({ bookingVersion: version })
    .where(
      and(
        eq(letter.bookingId, bookingId),
        eq(letter.state, 'pending'),
        eq(letter.recipient, recipient),
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

/**
 * What was queued of this talk so far. `FOR UPDATE` keeps senders from taking one of these letters until the
 * change is committed: what is not on its way now stays unsent.
 */
export async function earlierLetters(tx: Tx, bookingId: string): Promise<EarlierLetter[]> {
  const rows = await tx
    .select({
      kind: letter.kind,
      recipient: letter.recipient,
      version: letter.bookingVersion,
      state: letter.state,
      claimedUntil: letter.claimedUntil,
    })
    .from(letter)
    .where(eq(letter.bookingId, bookingId))
    .for('update')
  return rows.map(({ state, claimedUntil, ...row }) => ({
    ...row,
    out: state === 'sent' ? 'yes' : claimedUntil ? 'perhaps' : 'no',
  }))
}

export type ClaimedLetter = Pick<
  typeof letter.$inferSelect,
  'id' | 'bookingId' | 'bookingVersion' | 'kind' | 'recipient' | 'attempts'
>

/**
 * Takes up to `most` due letters for this sender alone, until `untilMs`. `SKIP LOCKED` keeps senders that ask
 * at once from waiting for each other and from taking the same letter; the lease gives a letter back whose
 * sender fell over.
 */
export async function claimDueLetters(tx: Tx, most: number, nowMs: number, untilMs: number): Promise<ClaimedLetter[]> {
  const now = new Date(nowMs)
  // A CTE that locks is run once; as a subquery of the UPDATE it might be run again, and take more than `most`.
  const due = tx.$with('due').as(
    tx
      .select({ id: letter.id })
      .from(letter)
      .where(
        and(
          eq(letter.state, 'pending'),
          lte(letter.dueAt, now),
          or(isNull(letter.claimedUntil), lte(letter.claimedUntil, now)),
        ),
      )
      .orderBy(asc(letter.dueAt))
      .limit(most)
      .for('update', { skipLocked: true }),
  )
  return tx
    .with(due)
    .update(letter)
    .set({ claimedUntil: new Date(untilMs) })
    .where(inArray(letter.id, sql`(select id from ${due})`))
    .returning({
      id: letter.id,
      bookingId: letter.bookingId,
      bookingVersion: letter.bookingVersion,
      kind: letter.kind,
      recipient: letter.recipient,
      attempts: letter.attempts,
    })
}

/** What became of one letter. `attempts` counts this one; a server that is away costs the letter no attempt. */
export type Outcome =
  | { id: string; became: 'sent'; atMs: number }
  | { id: string; became: 'withdrawn' }
  | { id: string; became: 'dead'; attempts: number; reason: string }
  | { id: string; became: 'waiting'; attempts: number; reason: string | null; dueMs: number }

/** Writes down what became of many letters, in as few statements as there are different outcomes. */
export async function writeOutcomes(tx: Tx, outcomes: Outcome[]): Promise<void> {
  const alike = new Map<string, { ids: string[]; outcome: Outcome }>()
  for (const outcome of outcomes) {
    const { id, ...rest } = outcome
    const key = outcome.became === 'sent' ? 'sent' : JSON.stringify(rest)
    const group = alike.get(key)
    if (group) group.ids.push(id)
    else alike.set(key, { ids: [id], outcome })
  }
  for (const { ids, outcome } of alike.values()) await writeOutcome(tx, ids, outcome)
}

async function writeOutcome(tx: Tx, ids: string[], outcome: Outcome): Promise<void> {
  const one = tx.update(letter)
  const these = inArray(letter.id, ids)
  // What went out went out, whatever happened to the talk meanwhile; all else gives way to a withdrawal.
  const pending = and(these, eq(letter.state, 'pending'))
  switch (outcome.became) {
    case 'sent':
      await one
        .set({
          state: 'sent',
          sentAt: new Date(outcome.atMs),
          attempts: sql`${letter.attempts} + 1`,
          claimedUntil: null,
          lastError: null,
        })
        .where(these)
      return
    case 'withdrawn':
      await one.set({ state: 'withdrawn', claimedUntil: null }).where(pending)
      return
    case 'dead':
      await one
        .set({ state: 'dead', attempts: outcome.attempts, lastError: outcome.reason, claimedUntil: null })
        .where(pending)
      return
    case 'waiting':
      await one
        .set({
          dueAt: new Date(outcome.dueMs),
          attempts: outcome.attempts,
          claimedUntil: null,
          ...(outcome.reason === null ? {} : { lastError: outcome.reason }),
        })
        .where(pending)
  }
}
