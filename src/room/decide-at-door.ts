import type { Ports } from '../ports.ts'
import { decided } from './door.ts'
import type { Decision, Standing } from './door.ts'
import { tellRoom } from './hint.ts'
import { removeFromRoom } from './removal.ts'
import { isCounsellor, openRoom, participantById, stand } from './store.ts'

/** Keeps what the counsellor decides about somebody at the door or in the room, and returns how they now stand. */
export async function decide(
  ports: Ports,
  bookingId: string,
  participantId: string,
  decision: Decision,
  message: string | null,
): Promise<Standing | 'unknown' | 'refused' | 'oneself'> {
  if (await isCounsellor(ports.db, bookingId, participantId)) return 'oneself'
  if (decision === 'remove') return (await removeFromRoom(ports, bookingId, participantId)) ? 'removed' : 'unknown'
  const standing = await ports.db.transaction(async (tx) => {
    const who = await participantById(tx, bookingId, participantId)
    if (!who) return 'unknown'
    const next = decided(who.state, decision)
    if (!next) return 'refused'
    if (next === 'admitted') await openRoom(tx, ports, bookingId)
    await stand(tx, ports, who.id, next, next === 'admitted' ? null : message)
    return next
  })
  if (standing !== 'unknown' && standing !== 'refused') tellRoom(ports, bookingId, 'participants')
  return standing
}
