import type { Tx } from '../db/client.ts'
import { deleteCase } from '../meeting/case.store.ts'
import { contactOf } from '../meeting/contact.store.ts'
import { casesToErase, countErased, endKeys, lockForErasure, noteErased } from '../meeting/erasure.store.ts'
import { setOutcome } from '../meeting/meeting.store.ts'
import { talksOfCase } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { cancellationsWait, forgetCaught, withdrawAllButCancellations } from '../notify/erasure.store.ts'
import type { Ports } from '../ports.ts'
import { emptyAfterwards } from '../room/empty-room.ts'
import { guestIsIn } from '../room/participant.store.ts'
import { roomOf } from '../room/room.store.ts'
import type { Room } from '../room/room.store.ts'
import { callOff } from './change-talk.ts'
import { sweepMinutes } from './close-stale-rooms.ts'
import { closeRecord } from './end-talk.ts'
import { giveAllSeatsBack } from './give-seat-back.ts'
import { noteCase } from './note-case.ts'

/** A mail or video server that is away holds an erasure up no longer than this. */
const longestWaitMs = 60 * 60_000

/** Cases that one tick erases. */
const casesATick = 50

/**
 * The clock's part: cases whose ten minutes are over go for good. Safe on any number of instances at once; a case whose
 * erasure fails keeps no other back.
 */
export async function eraseDueCases(ports: Ports): Promise<void> {
  const due = await casesToErase(ports.db, new Date(ports.clock.now()), casesATick)
  const failed: unknown[] = []
  for (const caseId of due) await eraseCase(ports, caseId).catch((error: unknown) => failed.push(error))
  if (failed.length > 0) throw failed[0]
}

/**
 * Ends what goes on in a case and deletes it. The word that a talk is off is made of the record, so the record waits
 * until it is out: a minute as a rule. A room that people were in is kept shut for as long as their tokens are good.
 * Everything else ends at once: keys, letters, talks.
 */
export async function eraseCase(ports: Ports, caseId: string): Promise<void> {
  const nowMs = ports.clock.now()
  const left = await ports.db.transaction(async function eraseInOneGo(tx): Promise<Room[]> {
    const dueAt = await lockForErasure(tx, caseId, new Date(nowMs))
    if (!dueAt) return []
    const closed: Room[] = []
    for (const talk of await talksOfCase(tx, caseId)) {
      await endOpenTalk(tx, ports, talk)
      const room = await shutRoom(tx, ports, talk)
      if (room) closed.push(room)
    }
    await giveAllSeatsBack(tx, ports, caseId)
    await endKeys(tx, caseId, new Date(nowMs))
    const talks = await talksOfCase(tx, caseId)
    await withdrawAllButCancellations(tx, talks)
    const mayWait = nowMs < dueAt.getTime() + longestWaitMs
    if (mayWait && ((await cancellationsWait(tx, talks)) || (await roomsAreWatched(tx, talks, nowMs)))) return closed
    await forget(tx, ports, caseId, talks)
    return closed
  })
  emptyAfterwards(
    ports,
    left.map(({ name }) => name),
    'ended',
  )
}

/** A talk that nobody began is called off, which its counsellor is told; one that was under way was held. */
async function endOpenTalk(tx: Tx, ports: Ports, talk: Talk): Promise<void> {
  const nowMs = ports.clock.now()
  if (talk.state !== 'booked') return
  if (await guestIsIn(tx, talk.meetingId)) await setOutcome(tx, talk, 'held', nowMs)
  else if (nowMs < talk.endsAt.getTime()) await callOff(tx, ports, talk, { who: 'seeker', reason: null, late: false })
  else await setOutcome(tx, talk, 'no_show_seeker', nowMs)
}

/** The room of a talk that somebody had opened, if it was open until now. */
async function shutRoom(tx: Tx, ports: Ports, talk: Talk): Promise<Room | null> {
  const room = await roomOf(tx, talk.meetingId)
  return room && !room.closedAt ? closeRecord(tx, ports, talk, 'clock') : null
}

async function roomsAreWatched(tx: Tx, talks: Talk[], nowMs: number): Promise<boolean> {
  const rooms = await Promise.all(talks.map(({ meetingId }) => roomOf(tx, meetingId)))
  return rooms.some((room) => room?.closedAt && room.closedAt.getTime() > nowMs - sweepMinutes * 60_000)
}

/** The case and all that hangs on it; numbers stay, and that the counsellor's links led to something that was erased. */
async function forget(tx: Tx, ports: Ports, caseId: string, talks: Talk[]): Promise<void> {
  const contact = await contactOf(tx, ports, caseId)
  await forgetCaught(tx, caseId, contact?.email ?? null)
  await noteCase(tx, ports, 'erased', caseId)
  await countErased(tx, talks)
  await noteErased(tx, talks, new Date(ports.clock.now()))
  await deleteCase(tx, caseId)
}
