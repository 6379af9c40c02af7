import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { afterwards } from '../afterwards.ts'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { listeningDatabase } from '../../test/setup/listening.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { rateWindow } from '../http/schema.ts'
import { mostAhead } from '../meeting/booking-allowance.ts'
import { mostTalks, talksShown } from '../meeting/limits.ts'
import { booking, host, meeting } from '../meeting/schema.ts'

const { db, url } = await testDatabase()
const { services } = await seedOrganisation(db)
const ports = testPorts(db)
const counted: Promise<unknown>[] = []
ports.afterwards = afterwards((work) => void counted.push(work))
ports.settings.bookingsPerHour = 3
const app = createApp(
  () => ports,
  (c) => c.req.header('x-test-address') ?? 'nowhere',
)
const hour = 3_600_000

beforeEach(async () => {
  // What the test before has booked is counted after its answers: late, it would be counted into this one.
  await Promise.all(counted.splice(0))
  await db.execute(sql`truncate ${meeting}, ${rateWindow} cascade`)
  // A new hour each time: what this process remembers belongs to the one before.
  ports.clock.set(ports.clock.now() + 24 * hour - ((ports.clock.now() - testNow) % (24 * hour)))
})

/** Starts on a morning ten days from now or later, an hour apart. */
const startAfter = (hours: number) => {
  const day = new Date(ports.clock.now() + 10 * 24 * hour)
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1)
  day.setUTCDate(day.getUTCDate() + 7 * Math.floor(hours / 6))
  return `${day.toISOString().slice(0, 10)}T${String(8 + (hours % 6)).padStart(2, '0')}:00:00Z`
}

type Manner = { address?: string; key?: string; secret?: string; at?: typeof app }

async function book(
  hours: number,
  { address = '192.0.2.1', key = crypto.randomUUID(), secret, at = app }: Manner = {},
) {
  const wish = {
    serviceId: services[0].id,
    start: startAfter(hours),
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
  }
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    'x-test-address': address,
    ...(secret && { authorization: `Bearer ${secret}` }),
  }
  return at.request('/api/bookings', { method: 'POST', headers, body: JSON.stringify(wish) })
}

const statusesOf = async (calls: (() => Promise<Response>)[]) => {
  const statuses: number[] = []
  for (const call of calls) statuses.push((await call()).status)
  return statuses
}

describe('talks booked from one address', () => {
  test('come to an end in an hour, are told until when, and leave other addresses alone', async () => {
    ports.clock.advance(600_000)
    expect(await statusesOf([0, 1, 2].map((hours) => () => book(hours)))).toEqual([201, 201, 201])
    const refused = await book(3)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3000'])
    expect(await refused.json()).toMatchObject({
      type: '/problems/too-many',
      title: expect.stringContaining('another network'),
    })
    expect((await book(3, { address: '192.0.2.2' })).status).toBe(201)
    expect((await book(4, { address: '::ffff:192.0.2.9' })).status).toBe(201)
    ports.clock.advance(3_000_000)
    expect((await book(5)).status).toBe(201)
  })

  test('are four times as many in a day', async () => {
    let made = 0
    for (let past = 0; past < 4; past++, ports.clock.advance(hour)) {
      expect(await statusesOf([0, 1, 2].map(() => () => book(made++)))).toEqual([201, 201, 201])
      // Counted after the answer, and read anew in the next hour.
      await Promise.all(counted)
    }
    const refused = await book(made)
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([
      429,
      (86_400_000 - (ports.clock.now() % 86_400_000)) / 1000,
    ])
  })

  test('are those that were made: who finds every place taken, or asks again, uses nothing up', async () => {
    const key = crypto.randomUUID()
    expect((await book(0, { key })).status).toBe(201)
    await book(0, { address: '192.0.2.3' })
    expect(
      await statusesOf([
        () => book(0),
        () => book(0),
        () => book(0),
        () => book(0, { key }),
        () => book(0, { key }),
        () => book(100),
        () => book(1),
        () => book(2),
      ]),
    ).toEqual([409, 409, 409, 201, 201, 422, 201, 201])
    expect((await book(3)).status).toBe(429)
    // The answer that got lost is given all the same.
    const again = await book(0, { key })
    expect([again.status, again.headers.get('idempotent-replay')]).toEqual([201, 'true'])
  })

  test('are counted over all instances, under a name that is no address', async () => {
    const elsewhere = testPorts(listeningDatabase(url).db, { now: ports.clock.now() })
    elsewhere.settings.bookingsPerHour = 3
    const other = createApp(
      () => elsewhere,
      () => '192.0.2.1',
    )
    expect((await book(0, { at: other })).status).toBe(201)
    expect(await statusesOf([1, 2].map((hours) => () => book(hours)))).toEqual([201, 201])
    await Promise.all(counted)
    elsewhere.clock.advance(1000)
    await expect.poll(async () => (await db.select().from(rateWindow)).map(({ attempts }) => attempts)).toEqual([3, 3])
    expect((await book(3, { at: other })).status).toBe(429)
    expect(JSON.stringify(await db.select().from(rateWindow))).not.toContain('192.0.2')
  })

  test('cost whoever is refused no statement', async () => {
    const listening = listeningDatabase(url)
    await book(0)
    await book(0, { address: '192.0.2.3' })
    const there = createApp(
      () => ({ ...ports, db: listening.db }),
      () => '192.0.2.1',
    )
    await book(0, { at: there })
    listening.asked.splice(0)
    expect(await statusesOf(Array.from({ length: 10 }, () => () => book(0, { at: there })))).toEqual(
      Array(10).fill(409),
    )
    expect(listening.asked.filter((statement) => statement.includes('rate_window'))).toEqual([])
  })

  test('may be any number when the setting is off', async () => {
    const free = createApp(() => ({ ...ports, settings: { ...ports.settings, bookingsPerHour: null } }))
    expect(await statusesOf([0, 1, 2, 3, 4].map((hours) => () => book(hours, { at: free })))).toEqual([
      201, 201, 201, 201, 201,
    ])
    expect(await db.$count(rateWindow)).toBe(0)
  })
})

test('a case has at most ten talks ahead, and one more when one was given back', async () => {
  const free = createApp(() => ({ ...ports, settings: { ...ports.settings, bookingsPerHour: null } }))
  const { id, secret } = (await (await book(0, { at: free })).json()) as { id: string; secret: string }
  const key = crypto.randomUUID()
  for (let hours = 1; hours < mostAhead; hours++)
    expect((await book(hours, { at: free, secret, ...(hours === 1 && { key }) })).status).toBe(201)
  const refused = await book(mostAhead, { at: free, secret })
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ type: '/problems/enough-ahead' })
  expect((await book(1, { at: free, secret, key })).status).toBe(201)
  expect(
    (await free.request(`/api/bookings/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${secret}` } }))
      .status,
  ).toBe(200)
  expect((await book(mostAhead, { at: free, secret })).status).toBe(201)
})

test('a case that booked and gave back for ever books no more, and its page shows the last of its talks', async () => {
  const free = createApp(() => ({ ...ports, settings: { ...ports.settings, bookingsPerHour: null } }))
  const { secret } = (await (await book(0, { at: free })).json()) as { secret: string }
  await db.execute(sql`with called_off as (
      insert into ${meeting} (id, organisation_id, service_id, kind, starts_at, ends_at, zone, form, language, method,
        capacity, taken, state, created_at, updated_at)
      select gen_random_uuid(), organisation_id, service_id, kind, starts_at - n * interval '1 minute', ends_at, zone, form,
        language, method, capacity, 0, 'cancelled', created_at, updated_at
      from ${meeting}, generate_series(1, ${mostTalks - 2}) n returning id),
    given as (
      insert into ${host} (id, meeting_id, staff_id, user_id, busy, released)
      select gen_random_uuid(), called_off.id, staff_id, user_id, busy, true from ${host}, called_off)
    insert into ${booking} (id, meeting_id, case_id, state, form, created_at, updated_at)
    select gen_random_uuid(), called_off.id, case_id, 'cancelled', form, created_at, updated_at from ${booking}, called_off`)
  const answers = await Promise.all([1, 2, 3, 4].map((hours) => book(hours, { at: free, secret })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  expect(await (await book(5, { at: free, secret })).json()).toMatchObject({
    type: '/problems/enough',
    most: mostTalks,
  })
  const own = await free.request('/api/case', { headers: { authorization: `Bearer ${secret}` } })
  expect(((await own.json()) as { talks: unknown[] }).talks).toHaveLength(talksShown)
})
