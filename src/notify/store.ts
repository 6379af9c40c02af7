import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { among } from '../db/among.ts'
import type { Tx } from '../db/client.ts'
import { booking, host, meeting } from '../meeting/schema.ts'
import { appointmentKinds } from './letter.ts'
import type { AnyLetterKind, EarlierLetter, PlannedTalk } from './letter.ts'
import { letter } from './schema.ts'

type NewLetter = Pick<
  typeof letter.$inferSelect,
  | 'id'
  | 'organisationId'
  | 'bookingId'
  | 'hostId'
  | 'kind'
  | 'recipient'
  | 'eventKey'
  | 'sequence'
  | 'dueAt'
  | 'createdAt'
> &
  Partial<Pick<typeof letter.$inferSelect, 'staffId' | 'tellsOf' | 'heardOf' | 'formerAddress'>>

/** One letter an event: one that waits or was withdrawn gets the new time instead, one that went out stays as it is. */
export async function addLetters(tx: Tx, letters: NewLetter[]): Promise<void> {
  if (letters.length === 0) return
  await tx
    .insert(letter)
    .values(letters)
    .onConflictDoUpdate({
      target: letter.eventKey,
      set: { state: 'pending', dueAt: sql`excluded.due_at`, attempts: 0, claimedUntil: null, lastError: null },
      setWhere: inArray(letter.state, ['pending', 'withdrawn']),
    })
    .prepare('add_letters')
    .execute()
}

type TalkOfLetters = Pick<PlannedTalk, 'id' | 'hostId'>

const aboutTalk = ({ id, hostId }: TalkOfLetters) =>
  or(eq(letter.bookingId, id), hostId === null ? undefined : eq(letter.hostId, hostId))

/**
 * What was queued of this talk so far, for both of its people. `FOR UPDATE` keeps senders from taking one of these
 * letters until the change is committed: what is not on its way now stays unsent. It waits for a sender that is about
 * to hand one over.
 */
export async function earlierLetters(tx: Tx, talk: TalkOfLetters): Promise<EarlierLetter[]> {
  const rows = await tx
    .select({
      kind: letter.kind,
      recipient: letter.recipient,
      sequence: letter.sequence,
      eventKey: letter.eventKey,
      tellsOf: letter.tellsOf,
      createdAt: letter.createdAt,
      state: letter.state,
      claimedUntil: letter.claimedUntil,
    })
    .from(letter)
    .where(aboutTalk(talk))
    .for('update')
  return rows.flatMap(({ kind, state, claimedUntil, ...row }) =>
    kind === 'invitation' ? [] : [{ ...row, kind, out: state === 'sent' ? 'yes' : claimedUntil ? 'perhaps' : 'no' }],
  )
}

/** Withdraws what waits to be sent about the appointment, to both of its people or to the seeker alone. */
export async function withdrawAppointmentLetters(tx: Tx, talk: TalkOfLetters, to: 'both' | 'seeker'): Promise<void> {
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(
      and(
        to === 'both' ? aboutTalk(talk) : eq(letter.bookingId, talk.id),
        eq(letter.state, 'pending'),
        inArray(letter.kind, [...appointmentKinds]),
      ),
    )
}

/** Takes back what waits to be sent of these kinds about one booking: it is no longer so. */
export async function withdrawKinds(tx: Tx, bookingId: string, kinds: readonly AnyLetterKind[]): Promise<void> {
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(and(eq(letter.bookingId, bookingId), eq(letter.state, 'pending'), inArray(letter.kind, [...kinds])))
}

/** Withdraws all that waits to be sent to the seeker of a talk, but not the word to an address that is theirs no longer. */
export async function withdrawSeekersLetters(tx: Tx, bookingId: string): Promise<void> {
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(
      and(
        eq(letter.bookingId, bookingId),
        eq(letter.recipient, 'seeker'),
        eq(letter.state, 'pending'),
        isNull(letter.formerAddress),
      ),
    )
}

/**
 * The booking that a letter is about: its own, or that of its host's talk; hosts of an event have no one booking. In words of SQL, because Drizzle leaves the
 * tables' names out where a statement selects from one table, and an inner `id` would be taken for an outer one.
 */
export const bookingOfLetter = sql<string | null>`coalesce(letter.booking_id, (
  select b.id from ${booking} b join ${host} h on h.meeting_id = b.meeting_id
    join ${meeting} m on m.id = b.meeting_id and m.kind = 'talk' where h.id = letter.host_id))`

export type DueLetter = Pick<
  typeof letter.$inferSelect,
  | 'id'
  | 'kind'
  | 'recipient'
  | 'eventKey'
  | 'sequence'
  | 'attempts'
  | 'hostId'
  | 'staffId'
  | 'tellsOf'
  | 'heardOf'
  | 'formerAddress'
> & {
  /** The talk that it is about; `null` for a letter that is about none. */
  bookingId: string | null
}

/**
 * Up to `most` letters that are due and that nobody is sending, for this transaction alone: until it ends nobody can
 * withdraw them. `SKIP LOCKED` keeps senders that ask at once from waiting for each other and from taking the same
 * letter.
 */
export async function lockDueLetters(tx: Tx, most: number, nowMs: number): Promise<DueLetter[]> {
  const now = new Date(nowMs)
  return tx
    .select({
      id: letter.id,
      kind: letter.kind,
      recipient: letter.recipient,
      eventKey: letter.eventKey,
      sequence: letter.sequence,
      attempts: letter.attempts,
      hostId: letter.hostId,
      staffId: letter.staffId,
      tellsOf: letter.tellsOf,
      heardOf: letter.heardOf,
      formerAddress: letter.formerAddress,
      bookingId: bookingOfLetter,
    })
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
    .for('no key update', { skipLocked: true })
    .prepare('lock_due_letters')
    .execute()
}

/** Keeps others from taking letters that are being sent, until `untilMs`: if their sender falls over, somebody may. */
export async function claimLetters(tx: Tx, ids: string[], untilMs: number): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(letter)
    .set({ claimedUntil: new Date(untilMs) })
    .where(among(letter.id, ids))
    .prepare('claim_letters')
    .execute()
}

/** Lengthens a claim. Nothing happens to a letter that is no longer this sender's: no other's ends at the same instant. */
export async function renewClaim(
  tx: Tx,
  { id, fromMs, untilMs }: { id: string; fromMs: number; untilMs: number },
): Promise<void> {
  await tx
    .update(letter)
    .set({ claimedUntil: new Date(untilMs) })
    .where(and(eq(letter.id, id), eq(letter.state, 'pending'), eq(letter.claimedUntil, new Date(fromMs))))
}

/** What became of one letter. `attempts` counts this one; a server that is away costs the letter no attempt. */
export type Outcome =
  | { id: string; became: 'sent'; atMs: number }
  | { id: string; became: 'withdrawn' }
  | { id: string; became: 'dead'; attempts: number; reason: string }
  | { id: string; became: 'waiting'; attempts: number; reason: string; dueMs: number }

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

/**
 * Letters that somebody else has locked are waited for one by one: who waited for one while it has others would be a
 * deadlock with a change that has the one and waits for another.
 */
async function writeOutcome(tx: Tx, ids: string[], outcome: Outcome): Promise<void> {
  // What went out went out, whatever happened to the talk meanwhile; all else gives way to a withdrawal.
  const mayBeWritten = outcome.became === 'sent' ? undefined : eq(letter.state, 'pending')
  const these = (some: string[]) => and(among(letter.id, some), mayBeWritten)
  const free = tx.select({ id: letter.id }).from(letter).where(these(ids)).for('no key update', { skipLocked: true })
  const written = await tx
    .update(letter)
    .set(columnsOf(outcome))
    .where(inArray(letter.id, free))
    .returning({ id: letter.id })
    .prepare('write_outcome')
    .execute()
  const done = new Set(written.map(({ id }) => id))
  for (const id of ids) {
    if (!done.has(id))
      await tx
        .update(letter)
        .set(columnsOf(outcome))
        .where(these([id]))
  }
}

/** Nobody is written to any more: an address that is no longer in the record goes. */
const forgotten = { formerAddress: null }

function columnsOf(outcome: Outcome) {
  switch (outcome.became) {
    case 'sent': {
      const attempts = sql`${letter.attempts} + 1`
      return {
        state: 'sent',
        sentAt: new Date(outcome.atMs),
        attempts,
        claimedUntil: null,
        lastError: null,
        ...forgotten,
      } as const
    }
    case 'withdrawn':
      return { state: 'withdrawn', claimedUntil: null, ...forgotten } as const
    case 'dead': {
      const { attempts, reason } = outcome
      return { state: 'dead', attempts, lastError: reason, claimedUntil: null, ...forgotten } as const
    }
    case 'waiting': {
      const { attempts, reason, dueMs } = outcome
      return { dueAt: new Date(dueMs), attempts, lastError: reason, claimedUntil: null }
    }
  }
}
