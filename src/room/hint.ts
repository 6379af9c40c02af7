import type { Changed, Ports } from '../ports.ts'
import { hintTopic } from './hint-topic.ts'
import { roomOf } from './room.store.ts'

/**
 * Makes the port {@link Ports.tellRoom} over the video server's data messages.
 *
 * @param ports asked with every call for what they hold by then: the video server may come later than the program
 */
export function roomTeller(ports: Pick<Ports, 'db' | 'video' | 'afterwards'>): Ports['tellRoom'] {
  return function tellRoom(meetingId, changed) {
    if (!ports.video) return
    ports.afterwards(async function hint() {
      const room = await roomOf(ports.db, meetingId).catch((error: unknown) => hintLost(changed, error))
      if (room && !room.closedAt) await tellNamedRoom(ports, room.name, changed)
    })
  }
}

/** Tells a room by its name, which the record may have given up; for those who wait for it. Never throws. */
export async function tellNamedRoom({ video }: Pick<Ports, 'video'>, name: string, changed: Changed): Promise<void> {
  try {
    await video?.sendData(name, hintTopic, { changed })
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
