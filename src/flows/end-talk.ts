import { talkRecords } from '../meeting/record.store.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import { cancelledAmong, lockTalk, unendedTalks } from '../meeting/room.store.ts'
import { setBookingState } from '../meeting/store.ts'
import type { Outcome } from '../guidance/ending.ts'
import { closeOpenScale } from '../guidance/store.ts'
import type { Tx } from '../db/client.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports, Video } from '../ports.ts'
import { outcomeOf, roomTells } from '../room/attendance.ts'
import { attendanceAmong, closeStays, reconcile } from '../room/attendance.store.ts'
import type { Attendance } from '../room/attendance.store.ts'
import { doorOpensAtMs } from '../room/door.ts'
import { emptyRoom } from '../room/empty-room.ts'
import { overByClock } from '../room/over-by-clock.ts'
import { abandonedRooms, chatWriters, closeRoomOf, endPause, openRooms } from '../room/store.ts'
import type { Room } from '../room/store.ts'

/** LiveKit's renewed tokens are good for ten minutes: so long somebody may walk into a room that was given up. */
const sweepMinutes = 15

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
  const cancelled = await closeCancelled(ports)
  if (video) await whileVideoAnswers(() => checkAttendance(ports, video))
  const over = await closeOver(ports)
  // The record first, the video server last: one that is away keeps no talk open.
  await whileVideoAnswers(() => severalAtOnce([...cancelled, ...over], ({ name }) => emptyRoom(ports, name, 'ended')))
  if (video) await whileVideoAnswers(() => sweep(ports, video))
}

/**
 * Ends a talk: its outcome is kept, the room is closed, and whoever is still in it is put out, for which nobody
 * waits. A counsellor may correct the outcome later; the clock never overrules one.
 *
 * @returns false when the talk was cancelled, or (by the clock) had ended before
 */
export async function endTalk(
  ports: Ports,
  bookingId: string,
  outcome: Outcome,
  by: 'counsellor' | 'clock',
): Promise<boolean> {
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
async function closeCancelled(ports: Ports): Promise<Room[]> {
  const closed: Room[] = []
  const open = await openRooms(ports.db)
  for (const bookingId of await cancelledAmong(
    ports.db,
    open.map((room) => room.bookingId),
  )) {
    closed.push(await ports.db.transaction((tx) => shut(tx, ports, bookingId, 'clock')))
  }
  return closed
}

async function checkAttendance(ports: Ports, video: Video): Promise<void> {
  await severalAtOnce(await openRooms(ports.db), async ({ bookingId, name }) => {
    const listedAt = new Date(ports.clock.now())
    await reconcile(ports.db, bookingId, await video.participants(name), listedAt)
  })
}

/** Ends the talks that the clock may end. */
async function closeOver(ports: Ports): Promise<Room[]> {
  const { db, clock } = ports
  const nowMs = clock.now()
  const ids = await unendedTalks(db, new Date(nowMs), talksATick)
  const talks = await talkRecords(db, ids)
  const [attendance, writers] = [await attendanceAmong(db, ports, ids), await chatWriters(db, ids)]
  const closed: Room[] = []
  for (const talk of talks) {
    const people = attendance
      .filter((one) => one.bookingId === talk.id && cameTo(talk, one))
      .map((one) => ({ ...one, wrote: writers.has(one.id) }))
    if (!isOver(talk, people, nowMs)) continue
    const room = await ended(ports, talk.id, outcomeOf(people, talk.form, nowMs), 'clock')
    // One that was never opened closed as it opened: nobody is in it.
    if (room && room.openedAt.getTime() !== room.closedAt?.getTime()) closed.push(room)
  }
  return closed
}

/** Somebody who came at a time from which the talk was moved since has not come to it. */
const cameTo = (talk: TalkRecord, { knockedAt, lastSeenAt }: Attendance) =>
  Math.max(knockedAt.getTime(), lastSeenAt.getTime()) >= doorOpensAtMs(talk)

function isOver(talk: TalkRecord, people: Attendance[], nowMs: number): boolean {
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

/** The record goes on without the video server; the next tick tries again. */
async function whileVideoAnswers(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof VideoUnavailable)) throw error
    console.error(JSON.stringify({ level: 'warn', event: 'video-unavailable' }))
  }
}
