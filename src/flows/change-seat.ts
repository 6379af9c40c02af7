import { seatById } from '../group/seat.store.ts'
import type { Seat } from '../group/seat.store.ts'
import { sealValue } from '../meeting/case-key.store.ts'
import { changeBooking, lockMeeting } from '../meeting/meeting.store.ts'
import { cellOfTopic } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { changeCaseContact } from './change-contact.ts'
import type { SeatWishes } from './seat.routes.ts'

/** Changes what a seeker said about their place in an event. False for one that they no longer have. */
export function changeSeat(ports: Ports, { id, eventId, caseId }: Seat, wishes: SeatWishes): Promise<boolean> {
  const { question, ...contact } = wishes
  return ports.db.transaction(async function changeInOneGo(tx) {
    await lockMeeting(tx, eventId)
    const seat = await seatById(tx, id)
    if (!seat || seat.state === 'cancelled' || seat.state === 'lapsed') return false
    if (question !== undefined) {
      const cell = cellOfTopic(id)
      const topic = question === null ? null : await sealValue(tx, ports, { bookingId: id, cell, value: question })
      await changeBooking(tx, id, { topic }, ports.clock.now())
    }
    const { alias, email, fullSubjects, lettersLanguage } = contact
    await changeCaseContact(tx, ports, caseId, {
      ...(alias !== undefined && { alias }),
      ...(email !== undefined && { email }),
      ...(fullSubjects !== undefined && { fullSubjects }),
      ...(lettersLanguage !== undefined && { lettersLanguage }),
    })
    return true
  })
}
