import type { Tx } from '../db/client.ts'
import { datesOfSeries, describeEvent, eventById, hostsOf } from '../group/event.store.ts'
import type { Event } from '../group/event.store.ts'
import { seatsMisfit } from '../group/event.ts'
import type { EventChange, Scope } from '../group/event.ts'
import { movedAlike } from '../group/recurrence.ts'
import { seatsOfEvent } from '../group/seat.store.ts'
import { changeMeeting, isBusyThen, lockCounsellors, lockMeeting, moveHosts } from '../meeting/meeting.store.ts'
import { addHosts, releaseHosts, removeHostsBut } from '../meeting/plan.store.ts'
import { cancelBookings, offerFreeSeats } from '../meeting/seat.store.ts'
import { queueSeatLetters } from '../notify/seat-outbox.ts'
import { membersOf } from '../people/store.ts'
import type { Ports } from '../ports.ts'
import { busyOf } from './plan-event.ts'
import type { EventMisfit } from './plan-event.ts'
import { tellSeats } from './seat-letters.ts'

type Changed = { ids: string[] } | EventMisfit | 'not-found' | 'over'

/**
 * Changes one date of an event, that and those that follow, or all of its series that are still ahead: all of them or
 * none. Who registered for a date that moves hears of it once; a larger capacity is offered to those who wait, in order.
 */
export async function changeEvent(
  ports: Ports,
  organisationId: string,
  eventId: string,
  { scope, ...change }: EventChange,
): Promise<Changed> {
  try {
    return await ports.db.transaction(async function changeInOneGo(tx) {
      const dates = await datesMeant(tx, ports, { organisationId, eventId, scope })
      if (typeof dates === 'string') return dates
      const chosen = dates.find(({ id }) => id === eventId)
      if (!chosen) return 'not-found'
      for (const date of dates) await changeDate(tx, ports, { date, chosen, change })
      return { ids: dates.map(({ id }) => id) }
    })
  } catch (error) {
    if (error instanceof Misfits) return error.misfit
    throw error
  }
}

class Misfits extends Error {
  readonly misfit: EventMisfit
  constructor(misfit: EventMisfit) {
    super(misfit.misfit)
    this.misfit = misfit
  }
}

type Meant = { organisationId: string; eventId: string; scope: Scope }

/** The dates that a change is of, locked in one order. */
async function datesMeant(tx: Tx, ports: Ports, meant: Meant): Promise<Event[] | 'not-found' | 'over'> {
  const now = new Date(ports.clock.now())
  const found = await eventById(tx, meant.eventId)
  if (!found || found.organisationId !== meant.organisationId) return 'not-found'
  const all =
    found.seriesId === null || meant.scope === 'this'
      ? [found]
      : await datesOfSeries(tx, found.seriesId, meant.scope === 'all' ? now : found.startsAt)
  const locked: Event[] = []
  for (const { id } of all.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    await lockMeeting(tx, id)
    const date = await eventById(tx, id)
    if (date && date.state === 'planned' && date.endsAt > now) locked.push(date)
  }
  return locked.some(({ id }) => id === meant.eventId) ? locked : 'over'
}

type DateChange = { date: Event; chosen: Event; change: Omit<EventChange, 'scope'> }

async function changeDate(tx: Tx, ports: Ports, { date, chosen, change }: DateChange): Promise<void> {
  const { start, minutes, capacity, hosts, ...described } = change
  const nowMs = ports.clock.now()
  await describeEvent(tx, [date.id], withoutGaps(described), new Date(nowMs))
  const before = date.startsAt.getTime()
  const begins =
    start === undefined ? before : movedAlike(before, { from: chosen.startsAt.getTime(), to: start, zone: date.zone })
  const lasts = minutes === undefined ? date.endsAt.getTime() - before : minutes * 60_000
  const [startsAt, endsAt] = [new Date(begins), new Date(begins + lasts)]
  const isMoved = begins !== before || endsAt.getTime() !== date.endsAt.getTime()
  if (isMoved && begins <= nowMs) throw new Misfits({ misfit: 'start', message: 'A time that is still to come.' })
  if (isMoved) await move(tx, ports, date, { startsAt, endsAt })
  if (hosts) await setHosts(tx, ports, { date, startsAt, endsAt, hosts })
  if (capacity !== undefined) await setCapacity(tx, ports, date, capacity)
}

async function move(tx: Tx, ports: Ports, date: Event, to: { startsAt: Date; endsAt: Date }): Promise<void> {
  const hosts = await hostsOf(tx, [date.id])
  await lockCounsellors(
    tx,
    hosts.map(({ staffId }) => staffId),
  )
  await moveHosts(tx, date.id, busyOf(to.startsAt, to.endsAt)).catch((error: unknown) => {
    if (!isBusyThen(error)) throw error
    throw new Misfits({ misfit: 'busy', start: to.startsAt, names: hosts.map(({ name }) => name) })
  })
  const moved = { ...to, icsSequence: date.icsSequence + 1 }
  const seen = { id: date.id, revision: date.revision }
  if (!(await changeMeeting(tx, seen, moved, ports.clock.now()))) throw new Error('a locked meeting was changed')
  const seats = await seatsOfEvent(tx, date.id)
  await tellSeats(
    tx,
    ports,
    seats.map(({ id }) => id),
    'moved',
  )
}

async function setHosts(
  tx: Tx,
  ports: Ports,
  { date, startsAt, endsAt, hosts }: { date: Event; startsAt: Date; endsAt: Date; hosts: string[] },
): Promise<void> {
  const members = await membersOf(tx, date.organisationId)
  const known = members.filter(({ active, counsellor }) => active && counsellor).map(({ id }) => id)
  if (!hosts.every((id) => known.includes(id)))
    throw new Misfits({ misfit: 'hosts', message: 'Not all of them hold talks here' })
  await removeHostsBut(tx, date.id, hosts)
  const there = (await hostsOf(tx, [date.id])).map(({ staffId }) => staffId)
  const busy = busyOf(startsAt, endsAt)
  const fresh = hosts.filter((id) => !there.includes(id))
  const nowMs = ports.clock.now()
  const elsewhere = await addHosts(
    tx,
    fresh.map((staffId) => ({ id: ports.random.uuid(nowMs), meetingId: date.id, staffId, busy })),
  )
  if (elsewhere.length === 0) return
  const names = members.filter(({ id }) => elsewhere.includes(id)).map(({ name }) => name)
  throw new Misfits({ misfit: 'busy', start: startsAt, names })
}

async function setCapacity(tx: Tx, ports: Ports, date: Event, capacity: number): Promise<void> {
  const locked = await lockMeeting(tx, date.id)
  if (!locked || date.kind === 'talk') return
  const message = seatsMisfit(date.kind, capacity, locked.taken)
  if (message !== null) throw new Misfits({ misfit: 'capacity', message })
  const nowMs = ports.clock.now()
  await changeMeeting(tx, { id: date.id, revision: locked.revision }, { capacity }, nowMs)
  await tellSeats(tx, ports, await offerFreeSeats(tx, date.id, nowMs), 'booked')
}

/**
 * Calls dates off, and tells everybody who had a place or waited for one: one letter to each, however many dates it was.
 * Their hosts' time is theirs again.
 */
export function cancelEvent(ports: Ports, meant: Meant): Promise<{ ids: string[] } | 'not-found' | 'over'> {
  return ports.db.transaction(async function cancelInOneGo(tx) {
    const dates = await datesMeant(tx, ports, meant)
    if (typeof dates === 'string') return dates
    const now = ports.clock.now()
    const told = new Set<string>()
    for (const date of dates.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
      const off = { state: 'cancelled', icsSequence: date.icsSequence + 1 } as const
      if (!(await changeMeeting(tx, { id: date.id, revision: date.revision }, off, now))) continue
      const seats = await seatsOfEvent(tx, date.id)
      await cancelBookings(tx, date.id, now)
      for (const seat of seats) {
        const after = { ...seat, state: 'cancelled', icsSequence: off.icsSequence }
        // A series is one piece of news; the other dates' entries are taken out without a word of their own.
        await queueSeatLetters(tx, ports, after, { change: 'cancelled', alone: !told.has(seat.caseId) })
        told.add(seat.caseId)
      }
    }
    await releaseHosts(
      tx,
      dates.map(({ id }) => id),
    )
    return { ids: dates.map(({ id }) => id) }
  })
}

const withoutGaps = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Fields]: Exclude<Fields[Field], undefined>
  }
