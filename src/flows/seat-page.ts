import { eventById, hostsOf } from '../group/event.store.ts'
import { openSeats } from '../group/seat.store.ts'
import type { Seat } from '../group/seat.store.ts'
import { hostMinutes } from '../group/limits.ts'
import { placeInLine } from '../meeting/seat.store.ts'
import { isUnwanted } from '../notify/unwanted.store.ts'
import type { Ports } from '../ports.ts'
import { wallOf } from '../time/local-time.ts'
import { publicView } from './event-view.ts'

/** A place in an event on its seeker's own page. Instants are RFC 3339 UTC. Nothing of anybody else. */
export async function seatView(ports: Ports, seat: Seat) {
  const { db, clock } = ports
  const nowMs = clock.now()
  const [[open], found, hosts, place] = await Promise.all([
    openSeats(ports, [seat]),
    eventById(db, seat.eventId),
    hostsOf(db, [seat.eventId]),
    placeInLine(db, { id: seat.id, meetingId: seat.eventId }),
  ])
  if (!open || !found) throw new Error('a seat is of an event: a foreign key keeps it')
  const { organisationId, email: address } = open
  const lettersStopped = address !== null && (await isUnwanted(db, ports, { organisationId, address }))
  const isAhead = nowMs < seat.endsAt.getTime()
  const offer = seat.state === 'offered' ? seat.offerEndsAt : null
  return {
    ...seatSummary(seat, nowMs),
    place,
    event: publicView(found, hosts, seat.seekerZone),
    alias: open.alias,
    email: open.email,
    question: open.question,
    lettersStopped,
    lettersLanguage: seat.lettersLanguage,
    fullSubjects: seat.fullSubjects,
    version: seat.icsSequence,
    offerEndsWall: offer && wallOf(offer.getTime(), offer.getTime(), seat.seekerZone).start,
    mayGiveBack: isAhead && ['booked', 'waiting', 'offered'].includes(seat.state),
    doorOpensAt: new Date(seat.startsAt.getTime() - hostMinutes.before * 60_000).toISOString(),
    serverNow: new Date(nowMs).toISOString(),
  }
}
export type SeatView = Awaited<ReturnType<typeof seatView>>

/** As the list of a case shows it. */
export function seatSummary(seat: Seat, nowMs: number) {
  return {
    id: seat.id,
    eventId: seat.eventId,
    kind: seat.kind,
    title: seat.title,
    state: seat.state === 'booked' && seat.endsAt.getTime() <= nowMs ? 'over' : seat.state,
    start: seat.startsAt.toISOString(),
    end: seat.endsAt.toISOString(),
    wall: wallOf(seat.startsAt.getTime(), seat.endsAt.getTime(), seat.seekerZone),
    offerEndsAt: seat.state === 'offered' ? (seat.offerEndsAt?.toISOString() ?? null) : null,
  } as const
}
