import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { eventById, eventsOf, hostsOf } from '../group/event.store.ts'
import type { Event } from '../group/event.store.ts'
import { eventChange, newEvent, scopes } from '../group/event.ts'
import { openSeats, seatsOfEvent } from '../group/seat.store.ts'
import type { AppEnv } from '../http/env.ts'
import { idOf } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { spanOf } from '../http/span.ts'
import { validate } from '../http/validate.ts'
import { staffOnly } from '../people/session.ts'
import type { StaffEnv } from '../people/session.ts'
import type { Staff } from '../people/staff.ts'
import { edge } from '../time/fields.ts'
import { localDate } from '../time/local-time.ts'
import { cancelEvent, changeEvent } from './change-event.ts'
import { publicView } from './event-view.ts'
import { planEvent } from './plan-event.ts'
import type { EventMisfit } from './plan-event.ts'

const span = z.object({ from: edge.optional(), to: edge.optional() })
const dayMs = 86_400_000

/** Where an organisation's staff plan group talks, webinars and open houses, and see who comes by what they chose to say. */
export const staffEventRoutes = new Hono<AppEnv>()
  .get(
    '/staff/events',
    staffOnly,
    describeRoute({
      description: 'Events of the organisation that touch a time of at most 62 days, cancelled ones too.',
    }),
    validate('query', span),
    async function list(c) {
      const { ports, staff } = c.var
      const nowMs = ports.clock.now()
      const { from = localDate(nowMs, staff.zone), to } = c.req.valid('query')
      const begins = spanOf({ from, to: from }, staff.zone).from
      const { until } = spanOf({ from, to: to ?? new Date(begins + 61 * dayMs).toISOString() }, staff.zone)
      const found = await eventsOf(ports.db, staff.organisationId, new Date(begins), new Date(until))
      const hosts = await hostsOf(
        ports.db,
        found.map(({ id }) => id),
      )
      return c.json({ events: found.map((one) => ({ ...publicView(one, hosts, staff.zone), ...numbers(one) })) })
    },
  )
  .post(
    '/staff/events',
    staffOnly,
    describeRoute({
      description:
        'Plans an event, or with `recurrence` (an RRULE that ends) a series: all dates or none. 409 `busy` names the hosts ' +
        'who are somewhere else then.',
    }),
    validate('json', newEvent),
    async function plan(c) {
      const { ports, staff } = c.var
      if (!staff.coordinator && !c.req.valid('json').hosts.includes(staff.id)) throw notTheirs()
      const planned = await planEvent(ports, staff, c.req.valid('json'))
      if ('misfit' in planned) throw refused(planned)
      return c.json({ id: planned.ids[0] ?? '', ids: planned.ids }, 201)
    },
  )
  .get(
    '/staff/events/:id',
    staffOnly,
    describeRoute({
      description: 'An event with its numbers; for its hosts with aliases and questions in advance.',
    }),
    async function show(c) {
      const { ports, staff } = c.var
      const found = await eventById(ports.db, idOf(c, 'id'))
      if (!found || found.organisationId !== staff.organisationId) throw notFound('This event')
      return c.json(await wholeView(ports, found, staff))
    },
  )
  .patch(
    '/staff/events/:id',
    staffOnly,
    describeRoute({
      description:
        'Changes what is sent, of this date, this and those that follow, or all of the series (`scope`). Another start tells ' +
        'everybody who registered, once; more seats are offered to those who wait, in order.',
    }),
    validate('json', eventChange),
    async function change(c) {
      const { ports, staff } = c.var
      const id = idOf(c, 'id')
      await mayChange(c, id)
      const changed = await changeEvent(ports, staff.organisationId, id, c.req.valid('json'))
      if (changed === 'not-found') throw notFound('This event')
      if (changed === 'over') throw over()
      if ('misfit' in changed) throw refused(changed)
      const found = await eventById(ports.db, id)
      if (!found) throw notFound('This event')
      return c.json(await wholeView(ports, found, staff))
    },
  )
  .delete(
    '/staff/events/:id',
    staffOnly,
    describeRoute({ description: 'Calls it off: this date, this and those that follow, or all. One letter a person.' }),
    validate('query', z.object({ scope: z.enum(scopes).default('this') })),
    async function cancel(c) {
      const { ports, staff } = c.var
      const { scope } = c.req.valid('query')
      await mayChange(c, idOf(c, 'id'))
      const meant = { organisationId: staff.organisationId, eventId: idOf(c, 'id'), scope }
      const cancelled = await cancelEvent(ports, meant)
      if (cancelled === 'not-found') throw notFound('This event')
      if (cancelled === 'over') throw over()
      return c.json(cancelled)
    },
  )

type Ports = AppEnv['Variables']['ports']

const numbers = ({ capacity, taken }: Event) => ({ capacity, taken })

/** @throws Problem 404 in another organisation, 403 for who neither coordinates nor is one of its hosts */
async function mayChange(c: Context<StaffEnv>, id: string): Promise<void> {
  const { ports, staff } = c.var
  const found = await eventById(ports.db, id)
  if (!found || found.organisationId !== staff.organisationId) throw notFound('This event')
  const isHost = (await hostsOf(ports.db, [id])).some(({ staffId }) => staffId === staff.id)
  if (!staff.coordinator && !isHost) throw notTheirs()
}

const notTheirs = () => problem(403, 'forbidden', 'Only its hosts and a coordinator plan an event.')

/**
 * Everybody who waits is counted. Its hosts read of each who comes the alias and the question, and no way to reach them;
 * for others `people` is null.
 */
async function wholeView(ports: Ports, found: Event, staff: Staff) {
  const seats = await openSeats(ports, await seatsOfEvent(ports.db, found.id))
  const hosts = await hostsOf(ports.db, [found.id])
  const people = seats.map(({ id, state, alias, question, createdAt, waitingNumber }) => ({
    id,
    state,
    alias,
    question,
    registeredAt: createdAt,
    waitingNumber,
  }))
  return {
    ...publicView(found, hosts, staff.zone),
    ...numbers(found),
    hostIds: hosts.map(({ staffId }) => staffId),
    offered: seats.filter(({ state }) => state === 'offered').length,
    waiting: seats.filter(({ state }) => state === 'waiting').length,
    people: hosts.some(({ staffId }) => staffId === staff.id)
      ? people.toSorted((a, b) => order(a) - order(b) || (a.waitingNumber ?? 0) - (b.waitingNumber ?? 0))
      : null,
  }
}

/** Who has a seat, who is offered one, who waits. */
const order = ({ state }: { state: string }) => ['booked', 'over', 'offered', 'waiting'].indexOf(state)

const over = () => problem(409, 'over', 'This event was cancelled or has ended.')

function refused(misfit: EventMisfit) {
  if (misfit.misfit === 'busy')
    return problem(409, 'busy', `Busy at ${misfit.start.toISOString()}: ${misfit.names.join(', ')}.`, {
      start: misfit.start,
      names: misfit.names,
    })
  const { misfit: field, message } = misfit
  return problem(422, 'invalid', 'Some of what was sent does not fit.', { errors: [{ field, message }] })
}
