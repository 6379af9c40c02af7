import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { zone } from '../meeting/booking-request.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { counsellorOnly, coordinatorOnly } from '../people/session.ts'
import type { StaffEnv } from '../people/session.ts'
import { staffMember } from '../people/store.ts'
import {
  addException,
  addWeekly,
  changeWeekly,
  exceptionsOf,
  findWeekly,
  removeException,
  removeWeekly,
  talksInAbsences,
  weeklyOf,
} from './hours.store.ts'
import type { WeeklyRow } from './hours.store.ts'
import { misordered } from './hours.ts'
import { lastMinute } from './limits.ts'
import { localDate, wallOf } from '../time/local-time.ts'
import { instantOf, stretchesOf } from '../time/zone.ts'

/** Years that PostgreSQL and people mean alike. */
const isNear = (local: string) => local >= '1970' && local < '2200'
const day = z.iso.date().refine(isNear, 'A day of this century or the next.')

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

const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'A local time, as 2026-10-25T14:00.')
  .refine((text) => !Number.isNaN(Date.parse(`${text}Z`)), 'There is no such day or time.')
  .refine(isNear, 'A time of this century or the next.')

const exception = z.object({
  kind: z.enum(['absence', 'extra']),
  start: localTime,
  end: localTime,
  zone: zone.optional(),
})

/** Whose hours a call is about: a counsellor's own, or a counsellor of the coordinator's organisation. */
type Whose = { id: string; zone: string }

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
    c.json(await hoursOf(c, await own(c))),
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
    async (c) => c.json(await hoursOf(c, await ofCounsellor(c))),
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

/** Every call answers with all hours as they are now, and with the talks that an absence has caught. */
async function hoursOf(c: Context<StaffEnv>, who: Whose) {
  const { db, clock } = c.var.ports
  const nowMs = clock.now()
  const [rows, exceptions, caught] = await Promise.all([
    weeklyOf(db, who.id),
    exceptionsOf(db, who.id, nowMs),
    talksInAbsences(db, who.id, nowMs),
  ])
  return {
    weekly: rows.map(({ counsellorId: _, ...row }) => row),
    exceptions: exceptions.map(({ id, kind, startsAt, endsAt }) => ({
      id,
      kind,
      start: startsAt.toISOString(),
      end: endsAt.toISOString(),
      wall: wallOf(startsAt.getTime(), endsAt.getTime(), who.zone),
    })),
    conflicts: caught.map(({ id, startsAt, endsAt }) => ({
      bookingId: id,
      wall: wallOf(startsAt.getTime(), endsAt.getTime(), who.zone),
    })),
    zone: who.zone,
    today: localDate(nowMs, who.zone),
    serverNow: new Date(nowMs).toISOString(),
  }
}

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
  await addWeekly(db, row)
  return hoursOf(c, who)
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
  return hoursOf(c, who)
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
  await addException(db, {
    id: random.uuid(clock.now()),
    counsellorId: who.id,
    kind,
    startsAt: new Date(start),
    endsAt: new Date(end),
    createdAt,
  })
  return hoursOf(c, who)
}

async function remove(c: Context<StaffEnv>, who: Whose, from: typeof removeWeekly) {
  const id = c.req.param('id')
  if (!isId(id) || !(await from(c.var.ports.db, who.id, id))) throw notFound('These hours')
  return hoursOf(c, who)
}

function instantIn(zone: string, local: string): number {
  const ms = Date.parse(`${local}Z`)
  return instantOf(stretchesOf(zone, ms, ms), ms)
}
