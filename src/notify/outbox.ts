import { talksById } from '../meeting/talk.store.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { plannedLetters } from './letter.ts'
import type { EarlierLetter, LetterKind, PlannedTalk, Recipient, TalkChange } from './letter.ts'
import {
  addLetters,
  carryAppointmentLetters,
  earlierLetters,
  withdrawAppointmentLetters,
  withdrawLettersTo,
} from './store.ts'

/**
 * Queues the letters that a change of a talk brings, and withdraws those that it makes untrue. Call it in the
 * transaction of the change, with the talk as it is afterwards. A talk whose time, form or address changed
 * must have its `version` up by one: there is one letter of a kind per version and recipient.
 */
export async function queueLetters(tx: Tx, ports: Ports, talk: PlannedTalk, change: TalkChange): Promise<void> {
  const nowMs = ports.clock.now()
  const letters = plannedLetters(
    talk,
    change,
    nowMs,
    change === 'booked' ? [] : await withdrawEarlier(tx, talk, change),
  )
  await addLetters(
    tx,
    letters.map((letter) => ({
      id: ports.random.uuid(nowMs),
      bookingId: talk.id,
      bookingVersion: talk.version,
      kind: letter.kind,
      recipient: letter.recipient,
      dueAt: new Date(letter.dueAtMs),
      createdAt: new Date(nowMs),
    })),
  )
}

/** Gives back what was queued before, as it was. */
async function withdrawEarlier(tx: Tx, talk: PlannedTalk, change: TalkChange): Promise<EarlierLetter[]> {
  const earlier = await earlierLetters(tx, talk.id)
  // The counsellor may not have heard of the talk yet, and the seeker's address is nothing to them.
  if (change === 'readdressed') await carryAppointmentLetters(tx, talk.id, 'counsellor', talk.version)
  await withdrawAppointmentLetters(tx, talk.id, change === 'cancelled' ? talk.version + 1 : talk.version)
  if (talk.email === null) await withdrawLettersTo(tx, talk.id, 'seeker')
  return earlier
}

/**
 * Queues one letter, due at `dueAt`. One that waits gets the new time; one that was sent at this version of
 * the talk is not sent again. A seeker without an address gets none.
 */
export async function queueLetter(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  kind: LetterKind,
  recipient: Recipient,
  dueAt: Date,
): Promise<void> {
  const [talk] = await talksById(tx, [bookingId])
  if (!talk || (recipient === 'seeker' && talk.email === null)) return
  const nowMs = ports.clock.now()
  await addLetters(tx, [
    {
      id: ports.random.uuid(nowMs),
      bookingId,
      bookingVersion: talk.version,
      kind,
      recipient,
      dueAt,
      createdAt: new Date(nowMs),
    },
  ])
}
