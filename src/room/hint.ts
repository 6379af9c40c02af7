import type { Ports } from '../ports.ts'
import { roomOf } from './store.ts'

export const hintTopic = 'fyrklang'

export type Changed =
  | 'goals' | 'scale' | 'pause' | 'chat' | 'links' | 'form' | 'konklusion' | 'phase' | 'participants' | 'room' | 'ended'

/**
 * Tells everybody in the talk's room that something was stored, so that their pages read it. Call after the
 * commit. Never fails: a hint that is lost does no harm, because pages also read when they reconnect.
 */
export async function tellRoom(ports: Ports, bookingId: string, changed: Changed): Promise<void> {
  if (!ports.video) return
  try {
    const room = await roomOf(ports.db, bookingId)
    if (room && !room.closedAt) await ports.video.sendData(room.name, hintTopic, { changed })
  } catch (error) {
    hintLost(changed, error)
  }
}

/** {@link tellRoom} for a room that the record has already given up. */
export async function tellFormerRoom(ports: Ports, name: string, changed: 'room' | 'ended'): Promise<void> {
  try {
    await ports.video?.sendData(name, hintTopic, { changed })
  } catch (error) {
    hintLost(changed, error)
  }
}

function hintLost(changed: Changed, error: unknown) {
  console.error(JSON.stringify({ level: 'warn', event: 'hint-lost', changed, kind: error instanceof Error ? error.name : 'unknown' }))
}
