import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import {
  addException,
  addWeekly,
  changeWeekly,
  findWeekly,
  removeException,
  removeWeekly,
} from '../availability/hours.store.ts'
import type { WeeklyRow } from '../availability/hours.store.ts'
import { misordered } from '../availability/hours.ts'
import { lastMinute } from '../availability/limits.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { zone } from '../people/fields.ts'
import { counsellorOnly, coordinatorOnly } from '../people/session.ts'
import type { StaffEnv } from '../people/session.ts'
import { staffMember } from '../people/store.ts'
import { day, localTime } from '../time/fields.ts'
import { instantOf, stretchesOf } from '../time/zone.ts'
import { hoursOf } from './hours.ts'
import type { Whose } from './hours.ts'

const weekly = z.object({
  weekday: z.int().min(1).max(7),
  fromMinute: z
    .int()
    .min(0)
    .max(lastMinute - 1),
  /** Earlier than `fromMinute` means the next day. */
  untilMinute: z.int().min(1).max(lastMinute),
  /** The counsellor's own by default. */
  zone: zone.optional(),
  firstDate: day,
  lastDate: day.nullish(),
})

const weeklyChange = weekly.partial()

const exception = z.object({
  kind: z.enum(['absence', 'extra']),
  start: localTime,
  end: localTime,
  zone: zone.optional(),
})

// Every call answers with all hours as they are now.

const own = async (c: Context<StaffEnv>): Promise<Whose> => c.var.staff

async function ofCounsellor(c: Context<StaffEnv>): Promise<Whose> {
  const id = c.req.param('staffId') ?? ''
  const member = isId(id) ? await staffMember(c.var.ports.db, id) : null
  if (!member || member.organisationId !== c.var.staff.organisationId || !member.counsellor)
    throw notFound('This counsellor')
  return member
}

/** Weekly hours, absences and extra times: each counsellor's own, and those of all for the coordinator. */
export const hoursRoutes = new Hono<StaffEnv>()
  .get('/staff/hours', describeRoute({ summary: 'Own hours' }), counsellorOnly, async (c) =>
    c.json(await hoursOf(c.var.ports, await own(c))),
  )
  .post('/staff/hours/weekly', counsellorOnly, validate('json', weekly), async (c) =>
    c.json(await add(c, await own(c), c.req.valid('json')), 201),
  )
  .patch('/staff/hours/weekly/:id', counsellorOnly, validate('json', weeklyChange), async (c) =>
    c.json(await change(c, await own(c), c.req.valid('json'))),
  )
  .delete('/staff/hours/weekly/:id', counsellorOnly, async (c) => c.json(await remove(c, await own(c), removeWeekly)))
  .post('/staff/hours/exceptions', counsellorOnly, validate('json', exception), async (c) =>
    c.json(await except(c, await own(c), c.req.valid('json')), 201),
  )
  .delete('/staff/hours/exceptions/:id', counsellorOnly, async (c) =>
    c.json(await remove(c, await own(c), removeException)),
  )
  .get(
    '/staff/counsellors/:staffId/hours',
    describeRoute({ summary: "A counsellor's hours" }),
    coordinatorOnly,
    async (c) => c.json(await hoursOf(c.var.ports, await ofCounsellor(c))),
  )
  .post('/staff/counsellors/:staffId/hours/weekly', coordinatorOnly, validate('json', weekly), async (c) =>
    c.json(await add(c, await ofCounsellor(c), c.req.valid('json')), 201),
  )
  .patch('/staff/counsellors/:staffId/hours/weekly/:id', coordinatorOnly, validate('json', weeklyChange), async (c) =>
    c.json(await change(c, await ofCounsellor(c), c.req.valid('json'))),
  )
  .delete('/staff/counsellors/:staffId/hours/weekly/:id', coordinatorOnly, async (c) =>
    c.json(await remove(c, await ofCounsellor(c), removeWeekly)),
  )
  .post('/staff/counsellors/:staffId/hours/exceptions', coordinatorOnly, validate('json', exception), async (c) =>
    c.json(await except(c, await ofCounsellor(c), c.req.valid('json')), 201),
  )
  .delete('/staff/counsellors/:staffId/hours/exceptions/:id', coordinatorOnly, async (c) =>
    c.json(await remove(c, await ofCounsellor(c), removeException)),
  )

async function add(c: Context<StaffEnv>, who: Whose, hours: z.output<typeof weekly>) {
  const { db, clock, random } = c.var.ports
  const row = {
    ...hours,
    id: random.uuid(clock.now()),
    counsellorId: who.id,
    zone: hours.zone ?? who.zone,
    lastDate: hours.lastDate ?? null,
  }
  inOrder(row)
  await db.transaction((tx) => addWeekly(tx, row))
  return hoursOf(c.var.ports, who)
}

async function change(c: Context<StaffEnv>, who: Whose, hours: z.output<typeof weeklyChange>) {
  const id = c.req.param('id')
  const { db } = c.var.ports
  const given: Partial<WeeklyRow> = Object.fromEntries(Object.entries(hours).filter(([, value]) => value !== undefined))
  const before = isId(id) ? await findWeekly(db, who.id, id) : null
  if (!before) throw notFound('These hours')
  inOrder({ ...before, ...given })
  if (Object.keys(given).length > 0 && !(await changeWeekly(db, who.id, before.id, given)))
    throw notFound('These hours')
  return hoursOf(c.var.ports, who)
}

/** @throws Problem 422 for hours of which an end stands before its beginning */
function inOrder(hours: WeeklyRow): void {
  const wrong = misordered(hours)
  if (wrong) throw problem(422, 'invalid', wrong.message, { errors: [wrong] })
}

async function except(c: Context<StaffEnv>, who: Whose, { kind, ...times }: z.output<typeof exception>) {
  const { db, clock, random } = c.var.ports
  const [start, end] = [instantIn(times.zone ?? who.zone, times.start), instantIn(times.zone ?? who.zone, times.end)]
  if (end <= start)
    throw problem(422, 'invalid', 'It ends before it begins.', {
      errors: [{ field: 'end', message: 'It ends before it begins.' }],
    })
  const createdAt = new Date(clock.now())
  const row = {
    id: random.uuid(clock.now()),
    counsellorId: who.id,
    kind,
    startsAt: new Date(start),
    endsAt: new Date(end),
    createdAt,
  }
  await db.transaction((tx) => addException(tx, row))
  return hoursOf(c.var.ports, who)
}

async function remove(c: Context<StaffEnv>, who: Whose, from: typeof removeWeekly) {
  const id = c.req.param('id')
  if (!isId(id) || !(await from(c.var.ports.db, who.id, id))) throw notFound('These hours')
  return hoursOf(c.var.ports, who)
}

function instantIn(zone: string, local: string): number {
  const ms = Date.parse(`${local}Z`)
  return instantOf(stretchesOf(zone, ms, ms), ms)
}
