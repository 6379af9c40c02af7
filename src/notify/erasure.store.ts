import { and, eq, inArray, notInArray, or } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
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

/** Letters in the built-in mailbox that went to this address. */
export async function forgetCaught(tx: Tx, address: string): Promise<void> {
  await tx.delete(caughtMail).where(eq(caughtMail.recipient, address))
}
