import type { OfferedTime } from '../availability/offer.ts'
import { busyRange } from '../availability/slot.ts'
import { serviceAvailability } from '../availability/store.ts'
import type { ServiceAvailability } from '../availability/store.ts'
import type { Tx } from '../db/client.ts'
import { queueCheckIn } from './check-in-letter.ts'
import { logFormChange } from '../guidance/store.ts'
import { queueLetters } from '../notify/outbox.ts'
import type { Ports } from '../ports.ts'
import { tellRoom } from '../room/hint.ts'
import { freshDoor, leaveRoom } from '../room/fresh-door.ts'
import { formsOfTalk, mayChangeUntil } from '../meeting/booking.ts'
import { around, placeAt, timesInstead } from '../meeting/eligible-counsellors.ts'
import {
  changeBooking,
  changeEndedTalk,
  isBusyThen,
  lockBooking,
  lockCounsellors,
  serviceRow,
} from '../meeting/store.ts'
import type { Booking, NewBooking } from '../meeting/store.ts'
import type { Change } from '../meeting/booking-request.ts'

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
 * Changes a talk as its seeker wishes. A moved talk stays the same talk: same id, `version` up by one. Time may
 * change until the service's limit, the form for as long as the talk is not over, and what the seeker said of
 * themselves afterwards, too: there may be letters to come.
 */
export async function changeTalk(ports: Ports, booking: Booking, change: Change): Promise<ChangeOutcome> {
  const service = await serviceRow(ports.db, booking.serviceId)
  if (
    change.form &&
    change.form !== booking.form &&
    !formsOfTalk(service.forms, ports.video !== null).includes(change.form)
  ) {
    return { outcome: 'refused', field: 'form', message: 'This service does not offer that form now.' }
  }
  if (change.start !== undefined && change.start !== booking.startsAt.getTime()) {
    return moveTalk(ports, booking, { ...change, start: change.start })
  }
  const { start: _, ...rest } = change
  return ports.db
    .transaction((tx) => applyChange(tx, ports, booking.id, rest))
    .then((outcome) => told(ports, booking, rest, outcome))
}

/**
 * Moves a talk. The counsellor stays whoever it was: somebody who has begun to trust a person is not handed on
 * without being asked, so the times that are offered are that counsellor's. The talk's own old time does not
 * stand in the way of the new one.
 */
async function moveTalk(ports: Ports, booking: Booking, change: Change & { start: number }): Promise<ChangeOutcome> {
  const nowMs = ports.clock.now()
  const all = await serviceAvailability(
    ports.db,
    booking.serviceId,
    around(change.start).from,
    around(change.start).until,
  )
  const own = all && withoutTalk(all, booking)
  const refused: ChangeOutcome = {
    outcome: 'refused',
    field: 'start',
    message: 'No talk of this service begins then. Choose one of its free times.',
  }
  if (booking.state !== 'booked') return { outcome: 'over' }
  if (isTooLate(booking, all?.service.cancelUntilMinutes ?? 0, nowMs)) return { outcome: 'too-late' }
  if (!own) return refused
  const place = placeAt(own, booking.language, change.start, nowMs)
  if (place.state === 'not-offered') return refused
  if (place.state === 'free') {
    const outcome = await ports.db
      .transaction(async function moveInOneGo(tx) {
        await lockCounsellors(tx, [booking.counsellorId])
        return applyChange(tx, ports, booking.id, change)
      })
      .catch((error: unknown) => {
        if (isBusyThen(error)) return null
        throw error
      })
    if (outcome) return told(ports, booking, change, outcome)
  }
  return {
    outcome: 'taken',
    alternatives: timesInstead(
      own,
      { language: booking.language, start: change.start, zone: booking.seekerZone },
      nowMs,
    ),
  }
}

/** The talk's own counsellor, as if the talk were not there yet. */
export function withoutTalk(
  { service, counsellors }: ServiceAvailability,
  booking: Pick<Booking, 'id' | 'counsellorId'>,
): ServiceAvailability {
  return {
    service,
    counsellors: counsellors
      .filter(({ id }) => id === booking.counsellorId)
      .map((counsellor) => ({
        ...counsellor,
        busy: counsellor.busy.filter(({ bookingId }) => bookingId !== booking.id),
      })),
  }
}

async function applyChange(tx: Tx, ports: Ports, bookingId: string, change: Change): Promise<ChangeOutcome> {
  const nowMs = ports.clock.now()
  const before = await lockBooking(tx, bookingId)
  if (!before || before.state === 'cancelled') return { outcome: 'over' }
  const service = await serviceRow(tx, before.serviceId)
  if (before.state !== 'booked') return changeAfterwards(tx, ports, before, change, service.zone)
  const moved = change.start !== undefined && change.start !== before.startsAt.getTime()
  // Asked again under the lock: the talk may have been moved in the meantime.
  if (moved && isTooLate(before, service.cancelUntilMinutes, nowMs)) return { outcome: 'too-late' }
  const door = moved ? await freshDoor(tx, ports, bookingId) : { underWay: false, left: null }
  if (door.underWay) return { outcome: 'too-late' }
  const next = { ...given(change), ...(moved && change.start !== undefined ? timesOf(service, change.start) : {}) }
  const toldBefore = [before.form, before.email]
  const isNews =
    moved ||
    (next.form ?? before.form) !== toldBefore[0] ||
    (next.email === undefined ? before.email : next.email) !== toldBefore[1]
  const version = before.version + (isNews ? 1 : 0)
  const after = await changeBooking(tx, before, { ...next, version, updatedAt: new Date(nowMs) })
  if (!after) return { outcome: 'over' }
  await logFormChange(tx, ports, bookingId, before.form, after.form, 'seeker')
  if (isNews)
    await queueLetters(tx, ports, after, moved ? 'moved' : after.form === before.form ? 'readdressed' : 'changed')
  if (isReachableNow(before, after)) await queueCheckIn(tx, ports, bookingId, service.zone)
  return { outcome: 'changed', leftRoom: door.left }
}

/** No letter tells of it, and the version stays: the appointment is past. */
async function changeAfterwards(
  tx: Tx,
  ports: Ports,
  before: Booking,
  change: Change,
  zone: string,
): Promise<ChangeOutcome> {
  if (change.start !== undefined || (change.form !== undefined && change.form !== before.form))
    return { outcome: 'over' }
  const after = await changeEndedTalk(tx, before.id, { ...given(change), updatedAt: new Date(ports.clock.now()) })
  if (after && isReachableNow(before, after)) await queueCheckIn(tx, ports, before.id, zone)
  return { outcome: 'changed', leftRoom: null }
}

const isReachableNow = (before: Booking, after: Booking) => before.email === null && after.email !== null

/** What a change says, without what it leaves out. */
function given({ form, alias, email, phone, topic, fullSubjects, lettersLanguage }: Change): Partial<NewBooking> {
  return {
    ...(form !== undefined && { form }),
    ...(alias !== undefined && { alias }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(topic !== undefined && { topic }),
    ...(fullSubjects !== undefined && { fullSubjects }),
    ...(lettersLanguage !== undefined && { lettersLanguage }),
  }
}

function timesOf(service: ServiceAvailability['service'], start: number) {
  const busy = busyRange(service, start)
  return {
    startsAt: new Date(start),
    endsAt: new Date(start + service.minutes * 60_000),
    busy: { from: new Date(busy.from), until: new Date(busy.until) },
  }
}

/** Those who are in the room hear of another form, or of another time: the room is no longer the talk's. */
function told(ports: Ports, before: Booking, change: Change, outcome: ChangeOutcome): ChangeOutcome {
  if (outcome.outcome !== 'changed') return outcome
  if (outcome.leftRoom !== null) leaveRoom(ports, outcome.leftRoom)
  if (change.form && change.form !== before.form) tellRoom(ports, before.id, 'form')
  return outcome
}

function isTooLate({ startsAt }: Pick<Booking, 'startsAt'>, cancelUntilMinutes: number, nowMs: number): boolean {
  return nowMs > mayChangeUntil(startsAt.getTime(), cancelUntilMinutes)
}

export type CancelOutcome = { outcome: 'cancelled' | 'too-late' | 'over' }

/**
 * Gives a place back, and tells those whom it concerns. A seeker may until the service's limit, a counsellor
 * until the talk is over. Cancelling twice is cancelling once.
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
  return ports.db.transaction(async function cancelInOneGo(tx): Promise<CancelOutcome> {
    const before = await lockBooking(tx, bookingId)
    if (before?.state === 'cancelled') return { outcome: 'cancelled' }
    if (before?.state !== 'booked') return { outcome: 'over' }
    const { cancelUntilMinutes } = await serviceRow(tx, before.serviceId)
    if (by === 'seeker' && isTooLate(before, cancelUntilMinutes, nowMs)) return { outcome: 'too-late' }
    const after = await changeBooking(tx, before, {
      state: 'cancelled',
      cancelledBy: by,
      cancelReason: reason,
      version: before.version + 1,
      updatedAt: new Date(nowMs),
    })
    if (after) await queueLetters(tx, ports, after, 'cancelled')
    return { outcome: 'cancelled' }
  })
}
