import type { Tx } from '../db/client.ts'
import { closeOpenScale } from '../guidance/scale.store.ts'
import type { Outcome } from '../meeting/meeting.ts'
import { lockTalk, setOutcome } from '../meeting/meeting.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { closeStays } from '../room/attendance.store.ts'
import { emptyAfterwards } from '../room/empty-room.ts'
import { endPause } from '../room/pause.store.ts'
import { closeRoomOf } from '../room/room.store.ts'
import type { Room } from '../room/room.store.ts'

type EndedBy = 'counsellor' | 'clock'

/**
 * Ends a talk: its outcome is kept, the room is closed, and whoever is still in it is put out, for which nobody
 * waits. A counsellor may correct the outcome later; the clock never overrules one.
 *
 * @returns false when the talk was cancelled, or (by the clock) had ended before
 */
export async function endTalk(ports: Ports, bookingId: string, outcome: Outcome, by: EndedBy): Promise<boolean> {
  const closed = await writeEnding(ports, bookingId, outcome, by)
  if (closed) emptyAfterwards(ports, [closed.name], 'ended')
  return closed !== null
}

/** As {@link endTalk}, of which it is the record's part. Returns the room, in which somebody may still be. */
export function writeEnding(ports: Ports, bookingId: string, outcome: Outcome, by: EndedBy): Promise<Room | null> {
  return ports.db.transaction(async function endInOneGo(tx) {
    const talk = await lockTalk(tx, bookingId)
    if (!talk || (by === 'clock' && talk.state !== 'booked')) return null
    if (!(await setOutcome(tx, talk, outcome, ports.clock.now()))) return null
    return closeRecord(tx, ports, talk, by)
  })
}

/** Nothing goes on in the talk any more: neither a pause nor a question, nobody is in its room, and it stays shut. */
export async function closeRecord(
  tx: Tx,
  ports: Ports,
  { id, meetingId }: Pick<Talk, 'id' | 'meetingId'>,
  by: EndedBy,
): Promise<Room> {
  await endPause(tx, ports, meetingId)
  await closeOpenScale(tx, ports, id)
  await closeStays(tx, meetingId, new Date(ports.clock.now()))
  return closeRoomOf(tx, ports, meetingId, by)
}
