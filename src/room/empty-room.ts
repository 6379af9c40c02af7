import type { Ports } from '../ports.ts'
import { tellNamedRoom } from './hint.ts'

/**
 * Puts everybody out of a room that the record has given up. They hear why first: because the talk `ended`, or
 * because it has another `room` now.
 *
 * @throws VideoUnavailable; the clock empties given-up rooms as soon as the server answers
 */
export async function emptyRoom(ports: Ports, name: string, changed: 'room' | 'ended'): Promise<void> {
  if (!ports.video) return
  await tellNamedRoom(ports, name, changed)
  await ports.video.closeRoom(name)
}
