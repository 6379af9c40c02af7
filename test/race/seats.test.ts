import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { booking, meeting } from '../../src/meeting/schema.ts'
import { appServer, bounded, clientOf } from '../bench/booking-scene.ts'
import { testDatabase } from '../setup/database.ts'
import { plannedEvent, registrationIn } from '../setup/event.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'

const { db } = await testDatabase()
const seeded = await seedOrganisation(db)
const ports = testPorts(db)
const server = await appServer(ports)
const client = clientOf(server.port, 100)
afterAll(async () => {
  client.close()
  await server.close()
})

type Answer = { id: string; secret: string; state: string; place?: number }

const register = (eventId: string) =>
  client.call('POST', `/api/events/${eventId}/bookings`, registrationIn(), { 'idempotency-key': crypto.randomUUID() })
const call = (method: string, { id, secret }: Answer, path = '') =>
  client.call(method, `/api/seats/${id}${path}`, undefined, { authorization: `Bearer ${secret}` })

/** What must hold at every moment that others can see. */
async function faults(eventId: string): Promise<string[]> {
  const [row] = await db
    .select({
      capacity: meeting.capacity,
      taken: meeting.taken,
      seats: sql<number>`(select count(*)::int from booking b where b.meeting_id = meeting.id and b.state in ('booked', 'offered', 'no_show'))`,
      waiting: sql<number>`(select count(*)::int from booking b where b.meeting_id = meeting.id and b.state = 'waiting')`,
    })
    .from(meeting)
    .where(eq(meeting.id, eventId))
  if (!row) return ['there is no such event']
  return [
    row.taken === row.seats ? '' : `${row.taken} seats are counted, ${row.seats} are taken`,
    row.taken <= row.capacity ? '' : `${row.taken} of ${row.capacity} seats are taken`,
    row.waiting > 0 && row.taken < row.capacity ? `${row.waiting} wait while a seat is free` : '',
  ].filter((fault) => fault !== '')
}

test('of 500 at once for 30 seats 30 get one, and the rest wait in order; nobody gets an error', async () => {
  const [event] = await plannedEvent(ports, seeded, { startsMs: ports.clock.now() + 5 * 86_400_000, capacity: 30 })
  let done = false
  const watched = (async () => {
    const seen: string[] = []
    while (!done) seen.push(...(await faults(event)))
    return seen
  })()
  const answers = await bounded(
    Array.from({ length: 500 }, (_, index) => index),
    100,
    () => register(event),
  )
  done = true
  expect(await watched).toEqual([])
  expect(answers.filter(({ status }) => status !== 201)).toEqual([])
  const told: Answer[] = answers.map(({ body }) => JSON.parse(body))
  expect(told.filter(({ state }) => state === 'booked')).toHaveLength(30)
  const places = told.flatMap(({ place }) => place ?? [])
  expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 470 }, (_, index) => index + 1))
  const line = await db
    .select({ id: booking.id })
    .from(booking)
    .where(and(eq(booking.meetingId, event), eq(booking.state, 'waiting')))
    .orderBy(asc(booking.waitingNumber))
  const inOrder = told.filter(({ place }) => place).toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0))
  expect(line.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id))
})

test('seats that are given back while others come, accept and leave go to those who wait, in order', async () => {
  const [event] = await plannedEvent(ports, seeded, { startsMs: ports.clock.now() + 6 * 86_400_000, capacity: 10 })
  const first: Answer[] = (
    await bounded(
      Array.from({ length: 40 }, (_, index) => index),
      40,
      () => register(event),
    )
  ).map(({ body }) => JSON.parse(body))
  const holders = first.filter(({ state }) => state === 'booked')
  const waiting = first.filter(({ state }) => state === 'waiting').toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0))
  const seen: string[] = []
  const steps: (() => Promise<{ status: number; body: string }>)[] = [
    ...holders.map((one) => () => call('DELETE', one)),
    // The last five of the list leave it meanwhile, and ten newcomers come.
    ...waiting.slice(-5).map((one) => () => call('DELETE', one)),
    ...Array.from({ length: 10 }, () => () => register(event)),
    ...waiting.slice(0, 10).map((one) => () => call('POST', one, '/acceptance')),
  ]
  const answers = await bounded(shuffled(steps), 20, async (step) => {
    const answer = await step()
    seen.push(...(await faults(event)))
    return answer
  })
  expect(seen).toEqual([])
  expect(answers.filter(({ status }) => ![200, 201, 409].includes(status))).toEqual([])
  const newcomers = answers.filter(({ status }) => status === 201).map(({ body }): Answer => JSON.parse(body))
  expect(newcomers.map(({ state }) => state)).toEqual(newcomers.map(() => 'waiting'))
  const seats = await db
    .select({ id: booking.id })
    .from(booking)
    .where(and(eq(booking.meetingId, event), ne(booking.state, 'waiting'), ne(booking.state, 'cancelled')))
  expect(seats.map(({ id }) => id).sort()).toEqual(
    waiting
      .slice(0, 10)
      .map(({ id }) => id)
      .sort(),
  )
})

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
