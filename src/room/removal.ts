import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { emptyRoom } from './empty-room.ts'
import { participantFor, participantOfCompanion, stand } from './participant.store.ts'
import type { Participant } from './participant.store.ts'
import { renameRoom } from './room.store.ts'

type Removal = 'removed' | 'oneself' | 'unknown'

/**
 * Puts somebody out of the room, with no way back by a token they hold.
 *
 * LiveKit's self-hosted server (1.13) revokes nothing: `RemoveParticipant` ignores `revokeTokenTs`, and it has
 * sent everybody renewed tokens that are good for ten minutes. So the room moves: it gets a new name, the others
 * are let into that at once by the door, and the old name leads into an empty room that is closed and swept.
 *
 * @returns `unknown` when the meeting has no such participant, `oneself` for its counsellor, whom nobody puts out
 */
export async function removeFromRoom(ports: Ports, meetingId: string, person: string): Promise<Removal> {
  return remove(ports, (tx) => participantFor(tx, meetingId, person))
}

/** Puts a companion out whose invitation was taken back. Harmless when they never came. */
export async function removeCompanion(ports: Ports, companionId: string): Promise<void> {
  await remove(ports, (tx) => participantOfCompanion(tx, companionId))
}

async function remove(ports: Ports, find: (tx: Tx) => Promise<Participant | null>): Promise<Removal> {
  const removed = await ports.db.transaction(async function removeInOneGo(tx) {
    const who = await find(tx)
    if (!who || who.role === 'counsellor') return who ? 'oneself' : 'unknown'
    await stand(tx, ports, who, { state: 'removed' })
    // Only who was let in ever had a token.
    const leftRoom = who.state === 'admitted' ? await renameRoom(tx, ports, who.meetingId) : null
    return { who, leftRoom }
  })
  if (removed === 'oneself' || removed === 'unknown') return removed
  const { who, leftRoom } = removed
  if (leftRoom) await putOut(ports, leftRoom, who.identity)
  else ports.tellRoom(who.meetingId, 'participants')
  return 'removed'
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
