import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { openMeetingsOf } from './inside.store.ts'
import type { Whose } from './inside.store.ts'
import { renameRoom } from './room.store.ts'

/**
 * Moves the rooms in which somebody is whose key has ended, so that what they came in with leads nowhere any more: not
 * even a token that LiveKit renewed (see removal.ts). Everybody asks the door anew, and whoever still has a key is let in
 * at once. Call in the transaction that ends the key, and `emptyAfterwards` after the commit.
 *
 * @returns the names of the rooms that were left
 */
export async function moveRoomsOf(tx: Tx, ports: Ports, whose: Whose): Promise<string[]> {
  const left: string[] = []
  for (const meetingId of await openMeetingsOf(tx, whose)) {
    const name = await renameRoom(tx, ports, meetingId)
    if (name !== null) left.push(name)
  }
  return left
}
