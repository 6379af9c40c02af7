import { cancelledAmong } from '../meeting/meeting.store.ts'
import { talksOfMeetings, unendedTalks } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports, Video } from '../ports.ts'
import { outcomeOf, roomTells } from '../room/attendance.ts'
import { attendanceAmong, reconcile } from '../room/attendance.store.ts'
import type { Attendance } from '../room/attendance.store.ts'
import { chatWriters } from '../room/chat.store.ts'
import { doorOpensAtMs } from '../room/door.ts'
import { emptyRoom } from '../room/empty-room.ts'
import { overByClock } from '../room/over-by-clock.ts'
import { abandonedRooms, openRooms, wasNeverUsed } from '../room/room.store.ts'
import type { Room } from '../room/room.store.ts'
import { whileVideoAnswers } from '../room/while-video-answers.ts'
import { closeRecord, writeEnding } from './end-talk.ts'

/** LiveKit's renewed tokens are good for ten minutes: so long somebody may walk into a room that was given up. */
export const sweepMinutes = 15

/** LiveKit calls under way at once. */
const callsAtOnce = 10

/** Talks of which one tick judges whether they are over; it takes as many statements for one. */
const talksATick = 200

/**
 * The room's part of every tick: sets attendance right by LiveKit's own list, closes talks that nobody left
 * properly, and empties rooms that were given up. Safe on any number of instances at once.
 */
export async function closeStaleRooms(ports: Ports): Promise<void> {
  const { video } = ports
  const open = await openRooms(ports.db)
  const cancelled = await closeCancelled(ports, open)
  const goingOn = open.filter(({ id }) => !cancelled.some((room) => room.id === id))
  if (video) await whileVideoAnswers(() => checkAttendance(ports, video, goingOn))
  const over = await closeOver(ports)
  // The record first, the video server last: one that is away keeps no talk open.
  await whileVideoAnswers(() => severalAtOnce([...cancelled, ...over], ({ name }) => emptyRoom(ports, name, 'ended')))
  if (video) await whileVideoAnswers(() => sweep(ports, video))
}

/** A counsellor may have stepped in early, and then the talk was cancelled. */
async function closeCancelled(ports: Ports, open: Room[]): Promise<Room[]> {
  const { db } = ports
  const meetingIds = await cancelledAmong(
    db,
    open.map(({ meetingId }) => meetingId),
  )
  const closed: Room[] = []
  for (const talk of await talksOfMeetings(db, meetingIds))
    closed.push(await db.transaction((tx) => closeRecord(tx, ports, talk, 'clock')))
  return closed
}

async function checkAttendance(ports: Ports, video: Video, rooms: Room[]): Promise<void> {
  await severalAtOnce(rooms, async ({ meetingId, name }) => {
    const listedAt = new Date(ports.clock.now())
    await reconcile(ports.db, meetingId, await video.participants(name), listedAt)
  })
}

/** Ends the talks that the clock may end. */
async function closeOver(ports: Ports): Promise<Room[]> {
  const { db, clock } = ports
  const nowMs = clock.now()
  const talks = await unendedTalks(db, new Date(nowMs), talksATick)
  const meetingIds = talks.map(({ meetingId }) => meetingId)
  const [attendance, writers] = [await attendanceAmong(db, ports, meetingIds), await chatWriters(db, meetingIds)]
  const closed: Room[] = []
  for (const talk of talks) {
    const people = attendance
      .filter((one) => one.meetingId === talk.meetingId && cameTo(talk, one))
      .map((one) => ({ ...one, wrote: writers.has(one.id) }))
    if (!isOver(talk, people, nowMs)) continue
    const room = await writeEnding(ports, talk.id, outcomeOf(people, talk.form, nowMs), 'clock')
    if (room && !wasNeverUsed(room)) closed.push(room)
  }
  return closed
}

/** Somebody who came at a time from which the talk was moved since has not come to it. */
const cameTo = (talk: Talk, { knockedAt, lastSeenAt }: Attendance) =>
  Math.max(knockedAt.getTime(), lastSeenAt.getTime()) >= doorOpensAtMs(talk)

function isOver(talk: Talk, people: Attendance[], nowMs: number): boolean {
  const stays = people.flatMap((person) => person.stays)
  const lastSeenMs =
    stays.length > 0 ? Math.max(...stays.map(({ joinedAt, leftAt }) => (leftAt ?? joinedAt)?.getTime() ?? 0)) : null
  const present = people.some((person) => person.present)
  return overByClock(
    { endsMs: talk.endsAt.getTime(), present, lastSeenMs, roomTells: roomTells(people, talk.form) },
    nowMs,
  )
}

async function sweep(ports: Ports, video: Video): Promise<void> {
  const since = new Date(ports.clock.now() - sweepMinutes * 60_000)
  await severalAtOnce(await abandonedRooms(ports.db, since), async (name) => {
    if ((await video.participants(name)).length > 0) await video.closeRoom(name)
  })
}

/** Ends with the first failure: a video server that is away is not asked for every room. */
async function severalAtOnce<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += callsAtOnce)
    await Promise.all(all.slice(from, from + callsAtOnce).map(work))
}
