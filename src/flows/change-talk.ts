import { formsOfTalk } from '../availability/form.ts'
import type { OfferedTime } from '../availability/offer.ts'
import { busyRange } from '../availability/slot.ts'
import { serviceRow } from '../availability/service.store.ts'
import { serviceAvailability } from '../availability/store.ts'
import { withoutTalk } from '../availability/without-talk.ts'
import type { Tx } from '../db/client.ts'
import type { Change } from '../meeting/booking-request.ts'
import { sealValue } from '../meeting/case-key.store.ts'
import type { ContactChange } from '../meeting/contact.store.ts'
import { around, placeAt, timesInstead } from '../meeting/eligible-counsellors.ts'
import { logFormChange } from '../meeting/form-change.store.ts'
import {
  cancelTalkRows,
  changeBooking,
  changeMeeting,
  isBusyThen,
  lockCounsellors,
  lockMeetingsAhead,
  lockTalk,
  moveHosts,
} from '../meeting/meeting.store.ts'
import type { CancelledBy } from '../meeting/meeting.store.ts'
import { doorOpensAt, mayChangeUntil } from '../meeting/meeting.ts'
import { cellOfCancelReason, talkById } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { changeTopic } from '../meeting/topic.store.ts'
import { queueLetters } from '../notify/outbox.ts'
import type { Ports } from '../ports.ts'
import { emptyAfterwards } from '../room/empty-room.ts'
import { freshDoor, leaveRoom } from '../room/fresh-door.ts'
import { guestIsIn } from '../room/participant.store.ts'
import { roomOf } from '../room/room.store.ts'
import type { Room } from '../room/room.store.ts'
import { changeCaseContact } from './change-contact.ts'
import { closeRecord } from './end-talk.ts'

export type ChangeOutcome =
  /** `leftRoom`: the name of a room that the counsellor had opened for the old time. */
  | { outcome: 'changed'; leftRoom: string | null }
  | { outcome: 'taken'; alternatives: OfferedTime[] }
  | { outcome: 'refused'; field: 'start' | 'form'; message: string }
  /** The limit that the service sets has passed, or somebody was let into the room: the talk is under way. */
  | { outcome: 'too-late' }
  /** The talk was cancelled; or it has ended, and neither its time nor its form can change. */
  | { outcome: 'over' }

/**
 * Changes a talk as its seeker wishes. A moved talk stays the same talk, with its id. Time may change until the
 * service's limit, the form for as long as the talk is not over, and how the seeker is reached afterwards, too: there
 * may be letters to come.
 */
export async function changeTalk(ports: Ports, talk: Talk, change: Change): Promise<ChangeOutcome> {
  if (
    change.form &&
    change.form !== talk.form &&
    !formsOfTalk(talk.serviceForms, ports.video !== null).includes(change.form)
  ) {
    return { outcome: 'refused', field: 'form', message: 'This service does not offer that form now.' }
  }
  if (change.start !== undefined && change.start !== talk.startsAt.getTime()) {
    return moveTalk(ports, talk, { ...change, start: change.start })
  }
  const { start: _, ...rest } = change
  const outcome = await ports.db.transaction((tx) => applyChange(tx, ports, talk, rest))
  return told(ports, talk, rest, outcome)
}

/**
 * Moves a talk. The counsellor stays whoever it was: somebody who has begun to trust a person is not handed on
 * without being asked, so the times that are offered are that counsellor's. The talk's own old time does not
 * stand in the way of the new one.
 */
async function moveTalk(ports: Ports, talk: Talk, change: Change & { start: number }): Promise<ChangeOutcome> {
  const nowMs = ports.clock.now()
  const { from, until } = around(change.start)
  const all = await serviceAvailability(ports.db, talk.serviceId, from, until)
  const own = all && withoutTalk(all, talk)
  const refused: ChangeOutcome = {
    outcome: 'refused',
    field: 'start',
    message: 'No talk of this service begins then. Choose one of its free times.',
  }
  if (talk.state !== 'booked') return { outcome: 'over' }
  if (isTooLate(talk, nowMs)) return { outcome: 'too-late' }
  if (!own) return refused
  const place = placeAt(own, talk.language, change.start, nowMs)
  if (place.state === 'not-offered') return refused
  if (place.state === 'free') {
    const outcome = await ports.db
      .transaction(async function moveInOneGo(tx) {
        await lockCounsellors(tx, [talk.counsellorId])
        return applyChange(tx, ports, talk, change)
      })
      .catch((error: unknown) => {
        if (isBusyThen(error)) return null
        throw error
      })
    if (outcome) return told(ports, talk, change, outcome)
  }
  const wish = { language: talk.language, start: change.start, zone: talk.seekerZone }
  return { outcome: 'taken', alternatives: timesInstead(own, wish, nowMs) }
}

async function applyChange(tx: Tx, ports: Ports, { id, caseId }: Talk, change: Change): Promise<ChangeOutcome> {
  const nowMs = ports.clock.now()
  const contact = contactOf(change)
  // What an address concerns is locked in one order, before the talk itself.
  if (contact.email !== undefined) await lockMeetingsAhead(tx, caseId)
  const before = await lockTalk(tx, id)
  if (!before || before.state === 'cancelled') return { outcome: 'over' }
  const start = change.start !== undefined && change.start !== before.startsAt.getTime() ? change.start : null
  const form = change.form !== undefined && change.form !== before.form ? change.form : null
  if (before.state !== 'booked' && (change.start !== undefined || form !== null)) return { outcome: 'over' }
  // Asked again under the lock: the talk may have been moved in the meantime.
  if (start !== null && isTooLate(before, nowMs)) return { outcome: 'too-late' }
  const door = start === null ? { underWay: false, left: null } : await freshDoor(tx, ports, before.meetingId)
  if (door.underWay) return { outcome: 'too-late' }
  if (start !== null || form !== null) {
    const news = { ...(start === null ? {} : await movedTo(tx, before, start)), ...(form === null ? {} : { form }) }
    const seen = { id: before.meetingId, revision: before.revision }
    if (!(await changeMeeting(tx, seen, { ...news, icsSequence: before.icsSequence + 1 }, nowMs)))
      return { outcome: 'over' }
  }
  await changeBooking(tx, id, bookingOf(change, before, nowMs), nowMs)
  if (change.topic !== undefined) await changeTopic(tx, ports, before, change.topic)
  if (form !== null) await logFormChange(tx, ports, before.meetingId, { from: before.form, to: form, by: 'seeker' })
  await changeCaseContact(tx, ports, caseId, contact)
  const after = start === null && form === null ? null : await talkById(tx, id)
  if (after) await queueLetters(tx, ports, after, start === null ? 'changed' : 'moved')
  return { outcome: 'changed', leftRoom: door.left }
}

/**
 * Moves a talk that its counsellor and seeker agreed to move, and queues the letters that say so. It stays the same
 * talk, with its id. Call in a transaction with the counsellor and then the talk locked, the talk booked, and
 * {@link leaveRoom} what is `left` after the commit. Throws as {@link movedTo}.
 */
export async function moveAgreed(tx: Tx, ports: Ports, talk: Talk, start: number): ReturnType<typeof freshDoor> {
  const door = await freshDoor(tx, ports, talk.meetingId)
  if (door.underWay) return door
  const news = { ...(await movedTo(tx, talk, start)), icsSequence: talk.icsSequence + 1 }
  if (!(await changeMeeting(tx, { id: talk.meetingId, revision: talk.revision }, news, ports.clock.now())))
    throw new Error('a locked talk was changed by somebody else')
  const after = await talkById(tx, talk.id)
  if (after) await queueLetters(tx, ports, after, 'moved')
  return door
}

/** A moved talk's new time, which its counsellor is now busy at. Throws when they are busy already, see `isBusyThen`. */
async function movedTo(tx: Tx, talk: Talk, start: number): Promise<{ startsAt: Date; endsAt: Date }> {
  const service = await serviceRow(tx, talk.serviceId)
  const busy = busyRange(service, start)
  await moveHosts(tx, talk.meetingId, { from: new Date(busy.from), until: new Date(busy.until) })
  return { startsAt: new Date(start), endsAt: new Date(start + service.minutes * 60_000) }
}

/** How the seeker is reached, as far as a change says so. */
function contactOf({ alias, email, phone, fullSubjects, lettersLanguage }: Change): ContactChange {
  return {
    ...(alias !== undefined && { alias }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(fullSubjects !== undefined && { fullSubjects }),
    ...(lettersLanguage !== undefined && { lettersLanguage }),
  }
}

/** The form that a seeker books is the one that stands when the door opens; after that it is a way out for today. */
function bookingOf({ form }: Change, talk: Talk, nowMs: number) {
  const chosen = form !== undefined && nowMs < doorOpensAt(talk.startsAt.getTime(), talk.doorOpensMinutes)
  return chosen ? { form } : {}
}

/** Those who are in the room hear of another form, or of another time: the room is no longer the talk's. */
function told(ports: Ports, before: Talk, change: Change, outcome: ChangeOutcome): ChangeOutcome {
  if (outcome.outcome !== 'changed') return outcome
  if (outcome.leftRoom !== null) leaveRoom(ports, outcome.leftRoom)
  if (change.form && change.form !== before.form) ports.tellRoom(before.meetingId, 'form')
  return outcome
}

const isTooLate = ({ startsAt, cancelUntilMinutes }: Talk, nowMs: number) =>
  nowMs > mayChangeUntil(startsAt.getTime(), cancelUntilMinutes)

/** `under-way`: the seeker was let in. Such a talk is ended, and not cancelled. */
export type CancelOutcome = { outcome: 'cancelled' | 'under-way' | 'over' }

/**
 * Gives a place back, and tells those whom it concerns; a counsellor who waits in the room is put out of it. Until the
 * talk is over either side may say that they cannot come. A seeker who says so after the service's limit told late:
 * better than not coming, and never counted as that. Cancelling twice is cancelling once.
 *
 * @param reason free text, kept in the record and never put in a letter
 */
export async function cancelTalk(
  ports: Ports,
  bookingId: string,
  by: 'seeker' | 'counsellor',
  reason: string | null,
): Promise<CancelOutcome> {
  const nowMs = ports.clock.now()
  const { room, ...outcome } = await ports.db.transaction(async function cancelInOneGo(tx): Promise<
    CancelOutcome & { room?: Room | null }
  > {
    const before = await lockTalk(tx, bookingId)
    if (before?.state === 'cancelled') return { outcome: 'cancelled' }
    if (before?.state !== 'booked') return { outcome: 'over' }
    const bySeeker = by === 'seeker'
    if (bySeeker && nowMs >= before.endsAt.getTime()) return { outcome: 'over' }
    if (bySeeker && (await guestIsIn(tx, before.meetingId))) return { outcome: 'under-way' }
    const sealed = reason === null ? null : await sealedReason(tx, ports, bookingId, reason)
    await callOff(tx, ports, before, { who: by, reason: sealed, late: bySeeker && isTooLate(before, nowMs) })
    return { outcome: 'cancelled', room: await closeOpenRoom(tx, ports, before) }
  })
  if (room) emptyAfterwards(ports, [room.name], 'ended')
  return outcome
}

const sealedReason = (tx: Tx, ports: Ports, bookingId: string, reason: string) =>
  sealValue(tx, ports, { bookingId, cell: cellOfCancelReason(bookingId), value: reason })

/** Calls a talk off, and queues the letters that say so. Call with the talk locked and booked. */
export async function callOff(tx: Tx, ports: Ports, talk: Talk, by: CancelledBy): Promise<void> {
  if (!(await cancelTalkRows(tx, talk, by, ports.clock.now()))) return
  await queueLetters(tx, ports, { ...talk, icsSequence: talk.icsSequence + 1 }, 'cancelled')
}

/** A counsellor may have stepped in early. */
async function closeOpenRoom(tx: Tx, ports: Ports, talk: Talk): Promise<Room | null> {
  const room = await roomOf(tx, talk.meetingId)
  return room && !room.closedAt ? closeRecord(tx, ports, talk, 'clock') : null
}
