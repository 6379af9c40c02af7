import type { Ports } from '../ports.ts'
import { doorOpensAt, needsVideo } from '../meeting/booking.ts'
import type { TalkShown } from './own-page.store.ts'

/** How it stands with the video server for a talk. `away`: the talk's form needs it, and it is not there. */
export type VideoNow = { has: boolean; away: boolean }

/**
 * Asks the video server itself only while the door is open: before, it may well be back in time, and an answer that
 * does not come takes seconds.
 */
export async function videoNow(
  { video, clock }: Ports,
  { booking, service }: Pick<TalkShown, 'booking' | 'service'>,
): Promise<VideoNow> {
  if (booking.state !== 'booked' || !needsVideo(booking.form)) return { has: video !== null, away: false }
  if (!video) return { has: false, away: true }
  const nowMs = clock.now()
  const doorIsOpen =
    nowMs >= doorOpensAt(booking.startsAt.getTime(), service.doorOpensMinutes) && nowMs < booking.endsAt.getTime()
  return { has: true, away: doorIsOpen && !(await video.reachable()) }
}
