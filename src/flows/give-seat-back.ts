import type { Tx } from '../db/client.ts'
import { seatById, seatsAhead } from '../group/seat.store.ts'
import { lockMeeting } from '../meeting/meeting.store.ts'
import { acceptOffer, giveBack, isLapsed, lapsedOffers } from '../meeting/seat.store.ts'
import type { Ports } from '../ports.ts'
import { tellSeat, tellSeats } from './seat-letters.ts'

export type SeatChange = 'done' | 'over'

/**
 * A seeker gives their place in an event back, whether they had a seat or waited for one. It is theirs alone: nobody
 * else's changes, but that the first who waits is offered a free seat at once. Giving it back twice is once.
 */
export function giveSeatBack(ports: Ports, { id, eventId }: { id: string; eventId: string }): Promise<SeatChange> {
  return ports.db.transaction(async function giveBackInOneGo(tx) {
    const found = await lockMeeting(tx, eventId)
    const seat = await seatById(tx, id)
    if (!found || !seat || seat.state === 'over') return 'over'
    if (found.state === 'planned' && found.endsAt.getTime() <= ports.clock.now()) return 'over'
    await leave(tx, ports, { id, eventId }, 'seeker')
    return 'done'
  })
}

/** Call with the meeting locked. */
async function leave(
  tx: Tx,
  ports: Ports,
  { id, eventId }: { id: string; eventId: string },
  who: 'seeker' | null,
): Promise<void> {
  const offered = await giveBack(tx, { id, meetingId: eventId }, { who, late: false }, ports.clock.now())
  if (offered === null) return
  await tellSeat(tx, ports, id, 'cancelled')
  await tellSeats(tx, ports, offered, 'booked')
}

/** Takes the seat that was offered. `over`: it was too late, and the seat went to the next. */
export function takeOfferedSeat(ports: Ports, { id, eventId }: { id: string; eventId: string }): Promise<SeatChange> {
  return ports.db.transaction(async function takeInOneGo(tx) {
    await lockMeeting(tx, eventId)
    if (!(await acceptOffer(tx, id, ports.clock.now()))) return 'over'
    await tellSeat(tx, ports, id, 'booked')
    return 'done'
  })
}

const lapsedATick = 200

/** The clock's part: a seat that was offered and not taken in time goes to the next. Safe on any number of instances. */
export async function passOnLapsedOffers(ports: Ports): Promise<void> {
  for (const { id, meetingId } of await lapsedOffers(ports.db, ports.clock.now(), lapsedATick)) {
    await ports.db.transaction(async function passOnInOneGo(tx) {
      await lockMeeting(tx, meetingId)
      // Asked again under the lock: it may have been taken in the last moment.
      if (await isLapsed(tx, id, ports.clock.now())) await leave(tx, ports, { id, eventId: meetingId }, null)
    })
  }
}

/** Gives back all places of a case that are still ahead: it is about to go. Call with its meetings locked. */
export async function giveAllSeatsBack(tx: Tx, ports: Ports, caseId: string): Promise<void> {
  const nowMs = ports.clock.now()
  for (const { id, eventId } of await seatsAhead(tx, caseId, new Date(nowMs))) {
    const offered = await giveBack(tx, { id, meetingId: eventId }, { who: 'seeker', late: false }, nowMs)
    await tellSeats(tx, ports, offered ?? [], 'booked')
  }
}
