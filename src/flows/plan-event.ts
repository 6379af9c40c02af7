import { addEvent, addSeries, countAhead } from '../group/event.store.ts'
import type { NewEvent } from '../group/event.ts'
import { eventSeats, hostMinutes, mostEventsAhead } from '../group/limits.ts'
import { startsOfSeries } from '../group/recurrence.ts'
import type { Tx } from '../db/client.ts'
import { enough } from '../http/enough.store.ts'
import { addHosts, addMeeting } from '../meeting/plan.store.ts'
import { lockOrganisation, membersOf } from '../people/store.ts'
import type { Staff } from '../people/staff.ts'
import type { Ports } from '../ports.ts'

/** What cannot be, with the field; `busy`: hosts who are somewhere else then, by name. */
export type EventMisfit =
  | { misfit: 'start' | 'hosts' | 'recurrence' | 'capacity'; message: string }
  | { misfit: 'busy'; start: Date; names: string[] }

/** Plans an event, or a series of them: all dates or none. Gives the ids of its dates, in the order of time. */
export async function planEvent(
  ports: Ports,
  staff: Pick<Staff, 'organisationId' | 'zone'>,
  asked: NewEvent,
): Promise<{ ids: string[] } | EventMisfit> {
  const nowMs = ports.clock.now()
  const zone = asked.zone ?? staff.zone
  if (asked.start <= nowMs) return { misfit: 'start', message: 'A time that is still to come.' }
  const starts = asked.recurrence === undefined ? [asked.start] : startsOfSeries(asked.recurrence, asked.start, zone)
  if (typeof starts === 'string') return { misfit: 'recurrence', message: starts }
  try {
    return await ports.db.transaction((tx) =>
      planInOneGo(tx, ports, { organisationId: staff.organisationId, zone, asked, starts }),
    )
  } catch (error) {
    if (error instanceof Misfits) return error.misfit
    throw error
  }
}

/** Thrown to undo what was planned so far. */
class Misfits extends Error {
  readonly misfit: EventMisfit
  constructor(misfit: EventMisfit) {
    super(misfit.misfit)
    this.misfit = misfit
  }
}

type Planned = { organisationId: string; zone: string; asked: NewEvent; starts: number[] }

async function planInOneGo(tx: Tx, ports: Ports, { organisationId, zone, asked, starts }: Planned) {
  const now = new Date(ports.clock.now())
  const uuid = () => ports.random.uuid(now.getTime())
  const { kind, start: _, minutes, capacity, hosts, language, zone: __, recurrence, ...described } = asked
  // Two who plan at once: each sees what those before them have planned.
  await lockOrganisation(tx, organisationId)
  const members = await membersOf(tx, organisationId)
  const known = members.filter(({ active, counsellor }) => active && counsellor).map(({ id }) => id)
  if (!hosts.every((id) => known.includes(id)))
    throw new Misfits({ misfit: 'hosts', message: 'Not all of them hold talks here' })
  if ((await countAhead(tx, organisationId, now)) + starts.length > mostEventsAhead) throw enough(mostEventsAhead)
  const seriesId = recurrence === undefined ? null : uuid()
  if (seriesId !== null) await addSeries(tx, { id: seriesId, organisationId, rule: recurrence ?? '', createdAt: now })
  const ids: string[] = []
  for (const start of starts) {
    const id = uuid()
    const [startsAt, endsAt] = [new Date(start), new Date(start + minutes * 60_000)]
    await addMeeting(tx, {
      id,
      organisationId,
      kind,
      startsAt,
      endsAt,
      zone,
      language,
      method: kind,
      capacity: capacity ?? eventSeats[kind].usual,
      createdAt: now,
    })
    await addEvent(tx, { meetingId: id, seriesId, ...described, changedAt: now })
    const busy = busyOf(startsAt, endsAt)
    const elsewhere = await addHosts(
      tx,
      hosts.map((staffId) => ({ id: uuid(), meetingId: id, staffId, busy })),
    )
    if (elsewhere.length > 0) throw new Misfits(busyThen(startsAt, elsewhere, members))
    ids.push(id)
  }
  return { ids }
}

/** Hosts are there before the door opens and stay a little after. */
export const busyOf = (startsAt: Date, endsAt: Date) => ({
  from: new Date(startsAt.getTime() - hostMinutes.before * 60_000),
  until: new Date(endsAt.getTime() + hostMinutes.after * 60_000),
})

const busyThen = (start: Date, ids: string[], members: { id: string; name: string }[]): EventMisfit => ({
  misfit: 'busy',
  start,
  names: members.filter(({ id }) => ids.includes(id)).map(({ name }) => name),
})
