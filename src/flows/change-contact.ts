import type { Tx } from '../db/client.ts'
import { seatsAhead } from '../group/seat.store.ts'
import { newLetterLink } from '../meeting/case-link.ts'
import { addLetterLink, endLetterLink } from '../meeting/case-link.store.ts'
import { changeContact, lockContact } from '../meeting/contact.store.ts'
import type { Contact, ContactChange } from '../meeting/contact.store.ts'
import { lockMeetingsAhead } from '../meeting/meeting.store.ts'
import { talksAheadOfCase, talksOfCase } from '../meeting/talk.store.ts'
import { queueFarewell, queueLetters } from '../notify/outbox.ts'
import { queueSeatFarewell, queueSeatLetters } from '../notify/seat-outbox.ts'
import type { Ports } from '../ports.ts'
import { queueCheckIn } from './check-in-letter.ts'

/**
 * Changes how a case is reached. What its talks ahead have to say goes to the new address, the old one is told that
 * they are no longer its own, and what was agreed while there was none is written now. One contact serves all talks of a case, so all of them are locked first, in one order:
 * a talk that is moved at the same moment is told of at its new time, or moves afterwards and tells of that itself.
 *
 * @returns the contact as it is now
 */
export async function changeCaseContact(tx: Tx, ports: Ports, caseId: string, change: ContactChange): Promise<Contact> {
  const nowMs = ports.clock.now()
  if (change.email !== undefined) await lockMeetingsAhead(tx, caseId)
  const before = await lockContact(tx, ports, caseId)
  const after = await changeContact(tx, ports, { before, change, nowMs })
  if (after.email === before.email) return after
  // Letters that lie in another mailbox open nothing any more.
  if ((await endLetterLink(tx, caseId)) && after.email !== null)
    await addLetterLink(tx, caseId, await newLetterLink(ports.random, ports.settings.secretKey))
  for (const talk of await talksAheadOfCase(tx, caseId, nowMs)) {
    if (before.email !== null) await queueFarewell(tx, ports, talk, before.email)
    await queueLetters(tx, ports, talk, 'readdressed')
  }
  for (const seat of await seatsAhead(tx, caseId, new Date(nowMs))) {
    if (before.email !== null) await queueSeatFarewell(tx, ports, seat, before.email)
    await queueSeatLetters(tx, ports, seat, { change: 'readdressed' })
  }
  if (before.email === null) {
    for (const talk of await talksOfCase(tx, caseId)) await queueCheckIn(tx, ports, talk)
  }
  return after
}
