import { and, eq, exists, inArray, notInArray, or, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { booking } from '../meeting/schema.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { caughtMail, letter } from './schema.ts'

type TalkOfLetters = Pick<Talk, 'id' | 'hostId'>

/** What waits to be sent about these talks, to anybody. */
const waiting = (talks: TalkOfLetters[]) => {
  const [bookings, hosts] = [talks.map(({ id }) => id), talks.map(({ hostId }) => hostId)]
  return and(eq(letter.state, 'pending'), or(inArray(letter.bookingId, bookings), inArray(letter.hostId, hosts)))
}

/** Withdraws all that waits but the word that a talk is off: counsellors need it, and every calendar that has it. */
export async function withdrawAllButCancellations(tx: Tx, talks: TalkOfLetters[]): Promise<void> {
  if (talks.length === 0) return
  await tx
    .update(letter)
    .set({ state: 'withdrawn' })
    .where(and(waiting(talks), notInArray(letter.kind, ['cancelled', 'address_changed'])))
}

export async function cancellationsWait(tx: Tx, talks: TalkOfLetters[]): Promise<boolean> {
  return talks.length > 0 && (await tx.$count(letter, waiting(talks))) > 0
}

/**
 * What the built-in mailbox holds of a case: letters about its bookings, whatever address they went to, and all that went
 * to the address of now.
 *
 * @param address `null` when none is known
 */
export async function forgetCaught(tx: Tx, caseId: string, address: string | null): Promise<void> {
  const ofCase = tx
    .select({ one: sql`1` })
    .from(letter)
    .innerJoin(booking, eq(booking.id, letter.bookingId))
    // A Message-ID begins with the id of its letter.
    .where(and(eq(booking.caseId, caseId), sql`${letter.id}::text = substr(${caughtMail.messageId}, 2, 36)`))
  await tx
    .delete(caughtMail)
    .where(or(exists(ofCase), address === null ? undefined : eq(caughtMail.recipient, address)))
}
