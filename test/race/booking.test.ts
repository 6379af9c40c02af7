import { count, eq, ne, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { idempotentAnswer } from '../../src/http/schema.ts'
import { booking, contact, guidanceCase, host, meeting } from '../../src/meeting/schema.ts'
import { appServer, bounded, clientOf } from '../bench/booking-scene.ts'
import { testDatabase } from '../setup/database.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'

const { db } = await testDatabase()
const { services } = await seedOrganisation(db)
const server = await appServer(testPorts(db))
const client = clientOf(server.port, 100)
afterAll(async () => {
  client.close()
  await server.close()
})

const attemptsPerSlot = 50

test('of 50 attempts at once on each of 100 places, exactly 100 become bookings, and nobody gets an error', async () => {
  const slots = await freeStarts(services[0].id)
  // Two counsellors are free at each start: fifty starts that keep clear of each other are a hundred places.
  const starts = apart(slots, 3_600_000).slice(0, 50)
  expect(starts).toHaveLength(50)
  const attempts = starts.flatMap((start) => Array.from({ length: 2 * attemptsPerSlot }, () => start))
  const deadlocksBefore = await deadlocks()

  const answers = await bounded(attempts, 100, (start) =>
    client.call('POST', '/api/bookings', wish(services[0].id, start), { 'idempotency-key': crypto.randomUUID() }),
  )

  const refused = answers.filter(({ status }) => status === 409)
  expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([])
  expect(answers).toHaveLength(refused.length + 100)
  const [talks] = await db
    .select({ all: count(), starts: sql<number>`count(distinct ${meeting.startsAt})::int` })
    .from(meeting)
    .where(ne(meeting.state, 'cancelled'))
  expect(talks).toEqual({ all: 100, starts: 50 })
  // Nothing half-written: as many hosts, bookings, cases, contacts and kept answers as meetings.
  const tables = [host, booking, guidanceCase, contact, idempotentAnswer]
  expect(await Promise.all(tables.map((table) => db.$count(table)))).toEqual(tables.map(() => 100))
  expect(await deadlocks()).toBe(deadlocksBefore)
  for (const { body } of refused.slice(0, 20))
    expect(JSON.parse(body)).toMatchObject({ type: '/problems/taken', alternatives: expect.any(Array) })
})

test('a place that is given back while many want it goes to exactly one of them', async () => {
  const [start = ''] = await freeStarts(services[0].id, '2026-11-02', '2026-11-06')
  const take = () =>
    client.call('POST', '/api/bookings', wish(services[0].id, start), { 'idempotency-key': crypto.randomUUID() })
  const first = JSON.parse((await take()).body)
  await take()
  const [cancelled, ...answers] = await Promise.all([
    client.call('DELETE', `/api/bookings/${first.id}`, undefined, { authorization: `Bearer ${first.secret}` }),
    ...Array.from({ length: 40 }, take),
  ])
  expect(cancelled.status).toBe(200)
  await take()
  const [talks] = await db
    .select({ all: count() })
    .from(booking)
    .innerJoin(meeting, eq(meeting.id, booking.meetingId))
    .where(sql`${meeting.startsAt} = ${start} and ${booking.state} <> 'cancelled'`)
  expect(talks?.all).toBe(2)
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
})

function wish(serviceId: string, start: string) {
  return {
    serviceId,
    start,
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
    email: 'seeker@example.org',
  }
}

async function freeStarts(serviceId: string, from = '2026-10-06', to = '2026-10-30'): Promise<string[]> {
  const { body } = await client.call('GET', `/api/services/${serviceId}/slots?from=${from}&to=${to}`)
  const { slots }: { slots: { start: string }[] } = JSON.parse(body)
  return slots.map(({ start }) => start)
}

function apart(starts: string[], ms: number): string[] {
  let last = -Infinity
  return starts.filter((start) => Date.parse(start) - last >= ms && ((last = Date.parse(start)), true))
}

async function deadlocks(): Promise<number> {
  const [row] = await db.execute<{ deadlocks: number }>(
    sql`select deadlocks::int from pg_stat_database where datname = current_database()`,
  )
  return row?.deadlocks ?? NaN
}
