import type { Tx } from '../db/client.ts'
import { seatById, seatsByIds } from '../group/seat.store.ts'
import type { TalkChange } from '../notify/letter.ts'
import { queueSeatLetters } from '../notify/seat-outbox.ts'
import type { Ports } from '../ports.ts'

/** Tells seekers of their places in an event as they are now. Call in the transaction of the change. */
export async function tellSeats(tx: Tx, ports: Ports, ids: string[], change: TalkChange): Promise<void> {
  for (const seat of await seatsByIds(tx, ids)) await queueSeatLetters(tx, ports, seat, { change })
}

/** {@link tellSeats} for one. */
export async function tellSeat(tx: Tx, ports: Ports, id: string, change: TalkChange): Promise<void> {
  const seat = await seatById(tx, id)
  if (seat) await queueSeatLetters(tx, ports, seat, { change })
}
