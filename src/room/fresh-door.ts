import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { emptyRoom } from './empty-room.ts'
import { clearDoor, guestIsIn } from './participant.store.ts'
import { giveUpRoom } from './room.store.ts'

/** `left` is the name of the room that a moved talk leaves behind, or null when it had none. */
type FreshDoor = { underWay: true } | { underWay: false; left: string | null }

/**
 * A talk that is moved starts with a fresh door: whoever knocked or stepped in for the old time comes anew, which else
 * would count as having come to the new one, and tokens of the old room lead nowhere. Call in the transaction that
 * moves it, with its meeting locked, and {@link leaveRoom} after the commit.
 *
 * A talk to which somebody was let in is under way: it is ended, and not moved.
 */
export async function freshDoor(tx: Tx, ports: Ports, meetingId: string): Promise<FreshDoor> {
  if (await guestIsIn(tx, meetingId)) return { underWay: true }
  await clearDoor(tx, meetingId)
  return { underWay: false, left: await giveUpRoom(tx, ports, meetingId) }
}

/** Puts the counsellor, who came early, out of the room that a moved talk left; nobody waits for it. */
export function leaveRoom(ports: Ports, left: string): void {
  ports.afterwards(() => emptyRoom(ports, left, 'room'))
}
