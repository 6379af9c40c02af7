import type { Ports } from '../ports.ts'
import { roomOf } from './store.ts'

export const hintTopic = 'fyrklang'

export type Changed =
  'goals' | 'scale' | 'pause' | 'chat' | 'links' | 'form' | 'konklusion' | 'phase' | 'participants' | 'room' | 'ended'

/**
 * Tells everybody in the talk's room that something was stored, so that their pages read it. Call after the
 * commit. Nobody waits for it, however long the video server takes, and it never fails: a hint that is lost does no
 * harm, because pages also read when they reconnect.
 */
export function tellRoom(ports: Ports, bookingId: string, changed: Changed): void {
  if (!ports.video) return
  ports.afterwards(async function hint() {
    const room = await roomOf(ports.db, bookingId).catch((error: unknown) => hintLost(changed, error))
    if (room && !room.closedAt) await tellNamedRoom(ports, room.name, changed)
  })
}

/** {@link tellRoom} for a room by its name, which the record may have given up; for those who wait for it. Never throws. */
export async function tellNamedRoom(ports: Ports, name: string, changed: Changed): Promise<void> {
  try {
    await ports.video?.sendData(name, hintTopic, { changed })
  } catch (error) {
    hintLost(changed, error)
  }
}

function hintLost(changed: Changed, error: unknown): null {
  console.error(
    JSON.stringify({
      level: 'warn',
      event: 'hint-lost',
      changed,
      kind: error instanceof Error ? error.name : 'unknown',
    }),
  )
  return null
}
