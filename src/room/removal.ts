import type { Ports } from '../ports.ts'
import { emptyRoom } from './empty-room.ts'
import { tellRoom } from './hint.ts'
import { participantById, participantOfCompanion, renameRoom, stand } from './store.ts'
import type { Participant } from './store.ts'
import type { Tx } from '../db/client.ts'

/**
 * Puts somebody out of the room, with no way back by a token they hold.
 *
 * LiveKit's self-hosted server (1.13) revokes nothing: `RemoveParticipant` ignores `revokeTokenTs`, and it has
 * sent everybody renewed tokens that are good for ten minutes. So the room moves: it gets a new name, the others
 * are let into that at once by the door, and the old name leads into an empty room that is closed and swept.
 *
 * @returns false when the talk has no such participant
 */
export async function removeFromRoom(ports: Ports, bookingId: string, participantId: string): Promise<boolean> {
  return remove(ports, (tx) => participantById(tx, bookingId, participantId))
}

/** Puts a companion out whose invitation was taken back. Harmless when they never came. */
export async function removeCompanion(ports: Ports, companionId: string): Promise<void> {
  await remove(ports, (tx) => participantOfCompanion(tx, companionId))
}

async function remove(ports: Ports, find: (tx: Tx) => Promise<Participant | null>): Promise<boolean> {
  const removed = await ports.db.transaction(async (tx) => {
    const who = await find(tx)
    if (!who) return null
    await stand(tx, ports, who.id, 'removed', null)
    // Only who was let in ever had a token.
    const moved = who.state === 'admitted' ? await renameRoom(tx, ports, who.bookingId) : null
    return { who, moved }
  })
  if (!removed) return false
  const { who, moved } = removed
  if (moved) await putOut(ports, moved.old, who.identity)
  else tellRoom(ports, who.bookingId, 'participants')
  return true
}

/** First the one who has to go; the others hear where to turn, and lose the old room right after. */
async function putOut(ports: Ports, old: string, identity: string): Promise<void> {
  try {
    await ports.video?.removeParticipant(old, identity)
    await emptyRoom(ports, old, 'room')
  } catch (error) {
    // The record stands, and the clock closes given-up rooms as soon as the server answers.
    console.error(
      JSON.stringify({
        level: 'warn',
        event: 'room-not-emptied',
        kind: error instanceof Error ? error.name : 'unknown',
      }),
    )
  }
}
