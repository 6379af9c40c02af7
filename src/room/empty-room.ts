import type { Ports } from '../ports.ts'
import { tellNamedRoom } from './hint.ts'
import { whileVideoAnswers } from './while-video-answers.ts'

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

/**
 * {@link emptyRoom} for some rooms, after the answer: a video server that is away is no reason to wait, and the clock
 * tries again. Call after the commit that gave the rooms up.
 */
export function emptyAfterwards(ports: Ports, names: readonly string[], changed: 'room' | 'ended'): void {
  if (names.length === 0) return
  ports.afterwards(() =>
    whileVideoAnswers(async function emptyAll() {
      for (const name of names) await emptyRoom(ports, name, changed)
    }),
  )
}
