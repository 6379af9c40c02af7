import type { Ports } from '../ports.ts'
import { needsVideo } from '../availability/form.ts'
import { doorOpensAt } from '../meeting/meeting.ts'
import type { Talk } from '../meeting/talk.store.ts'

/** How it stands with the video server for a talk. `away`: the talk's form needs it, and it is not there. */
export type VideoNow = { has: boolean; away: boolean }

/**
 * Asks the video server itself only while the door is open: before, it may well be back in time, and an answer that
 * does not come takes seconds.
 */
export async function videoNow({ video, clock }: Ports, talk: Talk): Promise<VideoNow> {
  if (talk.state !== 'booked' || !needsVideo(talk.form)) return { has: video !== null, away: false }
  if (!video) return { has: false, away: true }
  const nowMs = clock.now()
  const opensMs = doorOpensAt(talk.startsAt.getTime(), talk.doorOpensMinutes)
  const doorIsOpen = nowMs >= opensMs && nowMs < talk.endsAt.getTime()
  return { has: true, away: doorIsOpen && !(await video.reachable()) }
}
