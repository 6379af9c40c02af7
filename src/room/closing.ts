import { talkRecord } from '../booking/record.store.ts'
import { cancelledAmong, lockTalk, unendedTalks } from '../booking/room.store.ts'
import { setBookingState } from '../booking/store.ts'
import type { Outcome } from '../guidance/ending.ts'
import { closeOpenScale } from '../guidance/store.ts'
import type { Tx } from '../db/client.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports, Video } from '../ports.ts'
import { outcomeOf } from './attendance.ts'
import { attendanceOf, closeStays, reconcile } from './attendance.store.ts'
import { emptyRoom } from './emptying.ts'
import { overByClock } from './ending.ts'
import { abandonedRooms, closeRoomOf, endPause, openRooms } from './store.ts'
import type { Room } from './store.ts'

/** LiveKit's renewed tokens are good for ten minutes: so long somebody may walk into a room that was given up. */
const sweepMinutes = 15

/** LiveKit calls under way at once. */
const atOnce = 10

/**
 * The room's part of every tick: sets attendance right by LiveKit's own list, closes talks that nobody left
 * properly, and empties rooms that were given up. Safe on any number of instances at once.
 */
export async function closeStaleRooms(ports: Ports, { most = 200 }: { most?: number } = {}): Promise<void> {
  await closeCancelled(ports)
  if (ports.video) await whileVideoAnswers(() => checkAttendance(ports))
  const now = new Date(ports.clock.now())
  for (const bookingId of await unendedTalks(ports.db, now, most)) await closeIfOver(ports, bookingId)
  const { video } = ports
  if (video) await whileVideoAnswers(() => sweep(ports, video))
}

/**
 * Ends a talk: its outcome is kept, the room is closed, and whoever is still in it is put out, for which nobody
 * waits. A counsellor may correct the outcome later; the clock never overrules one.
 *
 * @returns false when the talk was cancelled, or (by the clock) had ended before
 */
export async function endTalk(ports: Ports, bookingId: string, outcome: Outcome, by: 'counsellor' | 'clock'): Promise<boolean> {
  const closed = await ended(ports, bookingId, outcome, by)
  if (closed) ports.afterwards(() => whileVideoAnswers(() => emptyRoom(ports, closed.name, 'ended')))
  return closed !== null
}

function ended(ports: Ports, bookingId: string, outcome: Outcome, by: 'counsellor' | 'clock'): Promise<Room | null> {
  return ports.db.transaction(async (tx) => {
    const talk = await lockTalk(tx, bookingId)
    if (!talk || talk.state === 'cancelled' || (by === 'clock' && talk.state !== 'booked')) return null
    const at = new Date(ports.clock.now())
    await setBookingState(tx, bookingId, outcome, at.getTime())
    return shut(tx, ports, bookingId, by)
  })
}

async function shut(tx: Tx, ports: Ports, bookingId: string, by: 'counsellor' | 'clock'): Promise<Room> {
  await endPause(tx, ports, bookingId)
  await closeOpenScale(tx, ports, bookingId)
  await closeStays(tx, bookingId, new Date(ports.clock.now()))
  return closeRoomOf(tx, ports, bookingId, by)
}

/** A counsellor may have stepped in early, and then the talk was cancelled. */
async function closeCancelled(ports: Ports): Promise<void> {
  const open = await openRooms(ports.db)
  for (const bookingId of await cancelledAmong(ports.db, open.map((room) => room.bookingId))) {
    const closed = await ports.db.transaction((tx) => shut(tx, ports, bookingId, 'clock'))
    await whileVideoAnswers(() => emptyRoom(ports, closed.name, 'ended'))
  }
}

async function checkAttendance(ports: Ports): Promise<void> {
  const rooms = await openRooms(ports.db)
  for (let from = 0; from < rooms.length; from += atOnce) {
    await Promise.all(
      rooms.slice(from, from + atOnce).map(async ({ bookingId, name }) => {
        const listedAt = new Date(ports.clock.now())
        const present = (await ports.video?.participants(name)) ?? []
        await reconcile(ports.db, bookingId, present, listedAt)
      }),
    )
  }
}

async function closeIfOver(ports: Ports, bookingId: string): Promise<void> {
  const talk = await talkRecord(ports.db, bookingId)
  if (!talk) return
  const people = await attendanceOf(ports.db, ports, bookingId)
  const nowMs = ports.clock.now()
  const stays = people.flatMap((person) => person.stays)
  const lastSeenMs = stays.length > 0 ? Math.max(...stays.map(({ joinedAt, leftAt }) => (leftAt ?? joinedAt)?.getTime() ?? 0)) : null
  const roomTells = talk.form === 'video' || talk.form === 'audio'
  const standing = { endsMs: talk.endsAt.getTime(), present: people.some(({ present }) => present), lastSeenMs, roomTells }
  if (overByClock(standing, nowMs)) {
    const closed = await ended(ports, bookingId, outcomeOf(people, talk.form, nowMs), 'clock')
    if (closed) await whileVideoAnswers(() => emptyRoom(ports, closed.name, 'ended'))
  }
}

async function sweep(ports: Ports, video: Video): Promise<void> {
  const since = new Date(ports.clock.now() - sweepMinutes * 60_000)
  for (const name of await abandonedRooms(ports.db, since)) {
    if ((await video.participants(name)).length > 0) await video.closeRoom(name)
  }
}

/** The record goes on without the video server; the next tick tries again. */
async function whileVideoAnswers(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof VideoUnavailable)) throw error
    console.error(JSON.stringify({ level: 'warn', event: 'video-unavailable' }))
  }
}
