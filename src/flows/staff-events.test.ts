import { eq, inArray } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { plannedEvent, registrationIn } from '../../test/setup/event.ts'
import { sendLetters } from '../../test/setup/letters.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { createApp } from '../app.ts'
import { host } from '../meeting/schema.ts'
import { letter } from '../notify/schema.ts'

const { db } = await testDatabase()
const seeded = await seedOrganisation(db)
const other = await seedOrganisation(db)
const ports = testPorts(db)
const app = createApp(() => ports)
const call = callerOf(app)
const [anna, bo] = seeded.counsellors
let staff: Record<string, string>
let stranger: Record<string, string>
let asHost: Record<string, string>
let colleague: Record<string, string>
beforeAll(async () => {
  staff = await signedIn(app, ports, seeded.coordinator.id)
  asHost = await signedIn(app, ports, anna.id)
  colleague = await signedIn(app, ports, bo.id)
  stranger = await signedIn(app, ports, other.coordinator.id)
})

const dayMs = 86_400_000
let week = 0
/** Ten in the morning in Stockholm, on a Monday of its own. */
const nextStart = () => new Date(Date.UTC(2026, 10, 2 + 7 * week++, 9)).toISOString()
const inAll = (text: string) => ({ sv: text, da: text, en: text })
const body = (more: object = {}) => ({
  kind: 'group',
  title: inAll('Våga välja'),
  purpose: inAll('Vi pratar om att välja'),
  start: nextStart(),
  minutes: 90,
  hosts: [anna.id],
  language: 'sv',
  ...more,
})
const plan = (more: object = {}) => call('POST', '/staff/events', staff, body(more))

async function register(eventId: string, more: object = {}) {
  const key = { 'idempotency-key': crypto.randomUUID() }
  const answer = await call('POST', `/events/${eventId}/bookings`, key, { ...registrationIn(), ...more })
  expect(answer.status).toBe(201)
  return answer.body as { id: string; secret: string; state: string }
}

const stateOf = async ({ id, secret }: { id: string; secret: string }) =>
  (await call('GET', `/seats/${id}`, { authorization: `Bearer ${secret}` })).body.state

describe('planning', () => {
  test('gives an event with twelve seats that everybody can read, with its hosts by name', async () => {
    const { status, body: made } = await plan({ topics: ['Gymnasiet'], outcome: inAll('Du vet hur man väljer') })
    expect(status).toBe(201)
    const shown = await call('GET', `/events/${made.id}`, {})
    expect(shown.body).toMatchObject({
      kind: 'group',
      title: { sv: 'Våga välja' },
      topics: ['gymnasiet'],
      outcome: { en: 'Du vet hur man väljer' },
      seats: 'free',
      hosts: ['Anna Vägledare'],
      over: false,
    })
    expect((await call('GET', '/staff/events?from=2026-11-01', staff)).body.events[0]).toMatchObject({
      capacity: 12,
      taken: 0,
    })
  })

  test('a host who is somewhere else then is named, and nothing of a series is planned', async () => {
    const start = nextStart()
    await plan({ start, recurrence: 'FREQ=DAILY;COUNT=2' })
    const hosts = await db.$count(host)
    const clash = await plan({
      start: new Date(Date.parse(start) - dayMs).toISOString(),
      recurrence: 'FREQ=DAILY;COUNT=3',
    })
    expect(clash).toMatchObject({ status: 409, body: { names: ['Anna Vägledare'], start } })
    expect(await db.$count(host)).toBe(hosts)
    expect((await plan({ start, hosts: [bo.id] })).status).toBe(201)
  })

  test.each([
    ['start', { start: '2020-01-01T10:00:00Z' }],
    ['capacity', { capacity: 31 }],
    ['recurrence', { recurrence: 'FREQ=WEEKLY' }],
    ['hosts', { hosts: ['0199c000-0000-7000-8000-000000000001'] }],
    ['title.da', { title: { sv: 'a', da: ' ', en: 'b' } }],
  ])('refuses a wrong %s with the field', async (field, more) => {
    expect(await plan(more)).toMatchObject({ status: 422, body: { errors: [{ field }] } })
  })
})

describe('a change', () => {
  test('of one date moves it and tells everybody who registered once; the others of the series stay', async () => {
    const start = nextStart()
    const { body: made } = await plan({ start, recurrence: 'FREQ=WEEKLY;COUNT=3', kind: 'webinar' })
    week += 3
    const seat = await register(made.ids[1], { email: 'one@example.org' })
    await sendLetters(ports)
    const later = new Date(Date.parse(start) + 7 * dayMs + 3_600_000).toISOString()
    expect((await call('PATCH', `/staff/events/${made.ids[1]}`, staff, { start: later })).body.start).toBe(later)
    const starts = (await call('GET', `/events/${made.id}`, {})).body.dates.map((date: { start: string }) => date.start)
    expect(starts).toEqual([start, later, new Date(Date.parse(start) + 14 * dayMs).toISOString()])
    await sendLetters(ports)
    const mails = ports.mailer.sent.filter(({ to }) => to === 'one@example.org')
    expect(mails.map(({ subject }) => subject.replace(/ \S*dag.*/, ''))).toEqual(['Din plats', 'Ny tid:'])
    expect(mails[1]?.calendar?.content).toMatch(/SEQUENCE:1\r\n/)
    expect(mails[1]?.text).not.toContain('Våga välja')
    expect(await stateOf(seat)).toBe('booked')
  })

  test('of what follows moves each on its own clock and keeps the local hour over the changeover', async () => {
    const start = '2027-03-22T09:00:00.000Z'
    const { body: made } = await plan({ start, recurrence: 'FREQ=WEEKLY;COUNT=2', hosts: [bo.id] })
    await call('PATCH', `/staff/events/${made.id}`, staff, { start: '2027-03-22T10:30:00.000Z', scope: 'following' })
    const dates = (await call('GET', `/events/${made.id}`, {})).body.dates
    expect(dates.map(({ wall }: { wall: { start: string } }) => wall.start.slice(11))).toEqual(['11:30', '11:30'])
  })

  test('to more seats offers them to those who wait, in order, and newcomers wait behind them', async () => {
    const { body: made } = await plan({ capacity: 2 })
    const seats = [await register(made.id), await register(made.id), await register(made.id), await register(made.id)]
    await call('PATCH', `/staff/events/${made.id}`, staff, { capacity: 3 })
    expect(await Promise.all(seats.map(stateOf))).toEqual(['booked', 'booked', 'offered', 'waiting'])
    expect((await register(made.id)).state).toBe('waiting')
    const fewer = await call('PATCH', `/staff/events/${made.id}`, staff, { capacity: 2 })
    expect(fewer).toMatchObject({ status: 422, body: { errors: [{ field: 'capacity' }] } })
  })

  test('to other hosts keeps those busy who give it, and gives the others their time back', async () => {
    const start = nextStart()
    const { body: made } = await plan({ start })
    expect((await call('PATCH', `/staff/events/${made.id}`, staff, { hosts: [bo.id] })).body.hosts).toEqual([
      'Bo Vägledare',
    ])
    expect((await plan({ start })).status).toBe(201)
    expect((await plan({ start, hosts: [bo.id] })).status).toBe(409)
  })

  test('a host sees every person who waits, however many, by alias and question, and no way to reach them', async () => {
    const { body: made } = await plan({ capacity: 2 })
    for (let person = 0; person < 8; person++)
      await register(made.id, { alias: `Nr ${person}`, email: `p${person}@example.org`, question: 'Hur?' })
    expect((await call('GET', `/staff/events/${made.id}`, staff)).body).toMatchObject({
      taken: 2,
      waiting: 6,
      people: null,
    })
    const { body: shown, text } = await call('GET', `/staff/events/${made.id}`, asHost)
    expect(shown).toMatchObject({ taken: 2, waiting: 6, people: { length: 8 } })
    const aliases = shown.people.map(({ alias }: { alias: string }) => alias)
    // Two who came in the same millisecond have a seat in either order; the list has one.
    expect(aliases.slice(0, 2).sort()).toEqual(['Nr 0', 'Nr 1'])
    expect(aliases.slice(2)).toEqual(['Nr 2', 'Nr 3', 'Nr 4', 'Nr 5', 'Nr 6', 'Nr 7'])
    expect(text).not.toContain('example.org')
  })
})

test('a series that is called off is one letter a person, and its hosts have their time back', async () => {
  const start = nextStart()
  const { body: made } = await plan({ start, recurrence: 'FREQ=DAILY;COUNT=3' })
  const key = { 'idempotency-key': crypto.randomUUID() }
  const { body: seat } = await call('POST', `/events/${made.id}/bookings`, key, {
    ...registrationIn(),
    email: 'series@example.org',
    wholeSeries: true,
  })
  const before = (await db.select().from(letter)).length
  expect((await call('DELETE', `/staff/events/${made.id}?scope=all`, staff)).body.ids).toHaveLength(3)
  const ids = seat.dates.map(({ id }: { id: string }) => id)
  const told = await db.select().from(letter).where(inArray(letter.bookingId, ids))
  expect(told.filter(({ kind, state }) => kind === 'cancelled' && state === 'pending')).toHaveLength(1)
  expect(told.filter(({ kind, state }) => kind !== 'cancelled' && state === 'pending')).toEqual([])
  expect((await db.select().from(letter)).length).toBe(before + 1)
  const released = await db.select().from(host).where(inArray(host.meetingId, made.ids))
  expect(released.every((one) => one.released)).toBe(true)
  expect((await plan({ start })).status).toBe(201)
  expect(await stateOf(seat)).toBe('cancelled')
})

test('its hosts and a coordinator plan and change an event, and no other colleague', async () => {
  const { status, body: made } = await call('POST', '/staff/events', asHost, body())
  expect(status).toBe(201)
  expect((await call('POST', '/staff/events', colleague, body())).status).toBe(403)
  expect((await call('PATCH', `/staff/events/${made.id}`, colleague, { captions: true })).status).toBe(403)
  expect((await call('DELETE', `/staff/events/${made.id}`, colleague)).status).toBe(403)
  expect((await call('PATCH', `/staff/events/${made.id}`, asHost, { captions: true })).body.captions).toBe(true)
})

test('an event belongs to the staff of its organisation', async () => {
  const [id] = await plannedEvent(ports, seeded, { startsMs: Date.parse(nextStart()) })
  for (const [method, sent] of [['GET'], ['PATCH', { capacity: 5 }], ['DELETE']] as const) {
    expect((await call(method, `/staff/events/${id}`, stranger, sent)).status).toBe(404)
    expect((await call(method, `/staff/events/${id}`, {}, sent)).status).toBe(401)
  }
  const { body: list } = await call('GET', '/staff/events?from=2026-11-01', stranger)
  expect(list.events).toEqual([])
  expect(await db.$count(host, eq(host.meetingId, id))).toBe(1)
})
