import type { Ports } from '../ports.ts'
import { decided } from './door.ts'
import type { Decision, Standing } from './door.ts'
import { participantFor, stand } from './participant.store.ts'
import { removeFromRoom } from './removal.ts'
import { openRoom } from './room.store.ts'

type Deciding = { meetingId: string; person: string; decision: Decision; message: string | null }

/** Keeps what the counsellor decides about somebody at the door or in the room, and returns how they now stand. */
export async function decideAtDoor(
  ports: Ports,
  { meetingId, person, decision, message }: Deciding,
): Promise<Standing | 'unknown' | 'refused' | 'oneself'> {
  if (decision === 'remove') return removeFromRoom(ports, meetingId, person)
  const standing = await ports.db.transaction(async function decide(tx) {
    const who = await participantFor(tx, meetingId, person)
    if (!who) return 'unknown'
    // Nobody decides about the counsellor; their row never becomes anybody else's.
    if (who.role === 'counsellor') return 'oneself'
    const next = decided(who.state, decision)
    if (!next) return 'refused'
    if (next === 'admitted') await openRoom(tx, ports, meetingId)
    await stand(tx, ports, who, { state: next, message: next === 'admitted' ? null : message })
    return next
  })
  if (standing !== 'unknown' && standing !== 'refused' && standing !== 'oneself')
    ports.tellRoom(meetingId, 'participants')
  return standing
}
