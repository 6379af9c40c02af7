import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { sealedFormer } from './former-address.store.ts'
import { appointmentKey, eventKey, plannedLetters, toldFormerAddress } from './letter.ts'
import type { PlannedTalk, TalkChange } from './letter.ts'
import {
  addLetters,
  earlierLetters,
  withdrawAppointmentLetters,
  withdrawKinds,
  withdrawSeekersLetters,
} from './store.ts'

/** A place in an event, as far as its letters must know it. */
export type PlannedSeat = Omit<PlannedTalk, 'hostId' | 'checklistVersionId'> & {
  state: string
  waitingNumber: number | null
  offerEndsAt: Date | null
}

const seatKinds = ['seat_waiting', 'seat_offered', 'seat_lapsed'] as const
type SeatKind = (typeof seatKinds)[number]

/**
 * Queues what a change brings for one seeker's seat in an event, and withdraws what it makes untrue. Its hosts hear nothing
 * of single seats. Call it in the transaction of the change, with the seat as it is afterwards, its meeting locked.
 *
 * @param alone false when another letter tells of this, too: what is untrue is withdrawn, and nothing is queued
 */
export async function queueSeatLetters(
  tx: Tx,
  ports: Ports,
  seat: PlannedSeat,
  { change, alone = true }: { change: TalkChange; alone?: boolean },
): Promise<void> {
  const nowMs = ports.clock.now()
  const talk: PlannedTalk = { ...seat, hostId: null, checklistVersionId: null }
  const earlier = change === 'booked' ? [] : await earlierLetters(tx, talk)
  await withdrawAppointmentLetters(tx, talk, 'seeker')
  await withdrawKinds(tx, seat.id, seatKinds)
  if (!seat.hasAddress) return withdrawSeekersLetters(tx, seat.id)
  if (!alone) return
  const kind = seatKindOf(seat.state)
  if (kind) return queueSeatNews(tx, ports, seat, kind)
  // Who never had a seat has none taken back.
  if (change === 'cancelled' && earlier.length === 0) return
  const letters = plannedLetters(talk, change, nowMs, earlier).filter(({ recipient }) => recipient === 'seeker')
  await addLetters(
    tx,
    letters.map(({ dueAtMs, ...planned }) => ({
      ...common(ports, seat, nowMs),
      ...planned,
      eventKey: appointmentKey(planned.kind, planned.recipient, talk),
      dueAt: new Date(dueAtMs),
    })),
  )
}

const seatKindOf = (state: string): SeatKind | null =>
  state === 'waiting'
    ? 'seat_waiting'
    : state === 'offered'
      ? 'seat_offered'
      : state === 'lapsed'
        ? 'seat_lapsed'
        : null

async function queueSeatNews(tx: Tx, ports: Ports, seat: PlannedSeat, kind: SeatKind): Promise<void> {
  const nowMs = ports.clock.now()
  const round = `${seat.waitingNumber ?? 0}.${seat.offerEndsAt?.getTime() ?? 0}`
  const event = `${seat.icsSequence}.${seat.addressVersion}.${round}`
  await addLetters(tx, [
    {
      ...common(ports, seat, nowMs),
      kind,
      recipient: 'seeker',
      eventKey: eventKey({ kind, recipient: 'seeker', subjectId: seat.id, event }),
      tellsOf: seat.startsAt,
      dueAt: new Date(nowMs),
    },
  ])
}

/** Takes a seat back from an address of the seeker's that heard of it and is theirs no longer; before {@link queueSeatLetters}. */
export async function queueSeatFarewell(tx: Tx, ports: Ports, seat: PlannedSeat, formerAddress: string): Promise<void> {
  const talk: PlannedTalk = { ...seat, hostId: null, checklistVersionId: null }
  const tellsOf = toldFormerAddress(talk, await earlierLetters(tx, talk))
  if (tellsOf === null) return
  const farewell = { kind: 'address_changed', recipient: 'seeker' } as const
  const nowMs = ports.clock.now()
  const basis = common(ports, seat, nowMs)
  const sealed = await sealedFormer(tx, ports, { bookingId: seat.id, letterId: basis.id, address: formerAddress })
  await addLetters(tx, [
    {
      ...basis,
      ...farewell,
      eventKey: appointmentKey(farewell.kind, farewell.recipient, talk),
      tellsOf,
      formerAddress: sealed,
      dueAt: new Date(nowMs),
    },
  ])
}

const common = (ports: Ports, seat: PlannedSeat, nowMs: number) => ({
  id: ports.random.uuid(nowMs),
  organisationId: seat.organisationId,
  bookingId: seat.id,
  hostId: null,
  sequence: seat.icsSequence,
  createdAt: new Date(nowMs),
})
