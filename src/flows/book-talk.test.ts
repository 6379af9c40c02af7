import { describe, expect, test } from 'vitest'
import { eq, sql } from 'drizzle-orm'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { lettersOf, theOpenTalk } from '../../test/setup/talk.ts'
import { bookingLimits } from '../meeting/limits.ts'
import { booking, guidanceCase, host, meeting } from '../meeting/schema.ts'
import { letter } from '../notify/schema.ts'

const { db } = await testDatabase()
const { services, counsellors } = await seedOrganisation(db)
const ports = testPorts(db)
const app = createApp(() => ports)

/** Every test on a morning of its own, so that none meets another's talks. */
let day = 6
const nextDay = () => {
  do day++
  while ([6, 0].includes(new Date(Date.UTC(2026, 9, day)).getUTCDay()))
  return new Date(Date.UTC(2026, 9, day)).toISOString().slice(0, 10)
}
const wishFor = (start: string) => ({
  serviceId: services[0].id,
  start,
  form: 'phone',
  language: 'sv',
  zone: 'Europe/Stockholm',
  lettersLanguage: 'sv',
})

function book(body: unknown, { key = crypto.randomUUID(), secret }: { key?: string; secret?: string } = {}) {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    ...(secret && { authorization: `Bearer ${secret}` }),
  }
  return app.request('/api/bookings', { method: 'POST', headers, body: JSON.stringify(body) })
}

async function slots(query: string) {
  const response = await app.request(`/api/services/${services[0].id}/slots?${query}`)
  expect(response.status).toBe(200)
  return (await response.json()) as {
    slots: { start: string; end: string; free: number; wall: { start: string; zone: string } }[]
    zone: string
    serverNow: string
  }
}

describe('taking a place', () => {
  test('a seeker who gives nothing but a wish gets a talk, a secret and a code', async () => {
    const start = `${nextDay()}T08:00:00Z`
    const response = await book(wishFor(start))
    expect(response.status).toBe(201)
    const receipt = (await response.json()) as Record<string, unknown>
    expect(receipt).toMatchObject({
      secret: expect.stringMatching(/^[\w-]{32}$/),
      code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
      start: start.replace('Z', '.000Z'),
      wall: {
        zone: 'Europe/Stockholm',
        start: start.replace('08:00:00Z', '10:00'),
        end: start.replace('08:00:00Z', '10:45'),
      },
    })
    expect(await theOpenTalk(ports, String(receipt['id']))).toMatchObject({
      alias: null,
      email: null,
      phone: null,
      topic: null,
      state: 'booked',
      icsSequence: 0,
      fullSubjects: false,
    })
  })
  test('a browser whose zone is not known here is shown the times of the service, is told so, and books by them', async () => {
    const day = nextDay()
    const found = await slots(`from=${day}T08:00:00Z&to=${day}T08:01:00Z&zone=America/New_Town`)
    expect(found).toMatchObject({ zone: 'Europe/Stockholm', zoneKnown: false, elsewhere: false })
    const [slot] = found.slots
    const receipt = await book({ ...wishFor(slot?.start ?? ''), zone: slot?.wall.zone })
    expect([receipt.status, await receipt.json()]).toMatchObject([201, { wall: { zone: 'Europe/Stockholm' } }])
    expect(await slots(`from=${day}&to=${day}&zone=asia/KOLKATA`)).toMatchObject({
      zone: 'Asia/Kolkata',
      zoneKnown: true,
    })
  })

  test('a zone is kept as the zone data spell it, however it was sent', async () => {
    const receipt = await (await book({ ...wishFor(`${nextDay()}T08:00:00Z`), zone: 'europe/STOCKHOLM' })).json()
    expect(receipt).toMatchObject({ wall: { zone: 'Europe/Stockholm' } })
  })
  test('neither secret nor code is kept as it is', async () => {
    const receipt = (await (await book(wishFor(`${nextDay()}T08:00:00Z`))).json()) as { secret: string; code: string }
    const dump =
      await db.execute(sql`select (select json_agg(c) from case_secret c)::text || (select json_agg(c) from guidance_case c)::text
      || (select json_agg(encode(answer, 'escape')) from idempotent_answer)::text as all`)
    expect(String(dump[0]?.['all'])).not.toContain(receipt.secret)
    expect(String(dump[0]?.['all'])).not.toContain(receipt.code)
  })
  test('two counsellors take two talks at once, the third seeker is offered the nearest free times', async () => {
    const day = nextDay()
    const start = `${day}T08:00:00Z`
    expect((await slots(`from=${start}&to=${day}T08:01:00Z`)).slots).toMatchObject([{ free: 2 }])
    expect((await book(wishFor(start))).status).toBe(201)
    expect((await slots(`from=${start}&to=${day}T08:01:00Z`)).slots).toMatchObject([{ free: 1 }])
    expect((await book(wishFor(start))).status).toBe(201)
    expect((await slots(`from=${start}&to=${day}T08:01:00Z`)).slots).toEqual([])
    const refused = await book(wishFor(start))
    expect(refused.status).toBe(409)
    const problem = (await refused.json()) as { type: string; alternatives: { start: string }[] }
    expect(problem.type).toBe('/problems/taken')
    expect(problem.alternatives.map((time) => time.start)).toContain(`${day}T07:00:00.000Z`)
    expect(problem.alternatives.map((time) => time.start)).toContain(`${day}T09:00:00.000Z`)
    expect(problem.alternatives).toHaveLength(6)
  })
  test('talks of a day are shared out evenly', async () => {
    const day = nextDay()
    for (const hour of ['07', '09', '11', '13']) expect((await book(wishFor(`${day}T${hour}:00:00Z`))).status).toBe(201)
    const rows = await db
      .select({ staffId: host.staffId })
      .from(host)
      .innerJoin(meeting, eq(meeting.id, host.meetingId))
      .where(sql`${meeting.startsAt}::date = ${day}::date`)
    expect(counsellors.map(({ id }) => rows.filter((row) => row.staffId === id).length)).toEqual([2, 2])
  })
  test('a time that the rules never offered is refused with its field', async () => {
    for (const start of [
      `${nextDay()}T08:10:00Z`,
      `${nextDay()}T20:00:00Z`,
      '2026-10-04T08:00:00Z',
      '2027-10-04T08:00:00Z',
    ]) {
      const response = await book(wishFor(start))
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({ type: '/problems/invalid', errors: [{ field: 'start' }] })
    }
  })
  test('letters wait in the outbox, and only for those who have an address', async () => {
    const day = nextDay()
    const { id } = (await (await book({ ...wishFor(`${day}T08:00:00Z`), email: 'seeker@example.org' })).json()) as {
      id: string
    }
    const told = await db.select().from(letter).where(eq(letter.bookingId, id))
    expect(told.filter(({ recipient }) => recipient === 'seeker').map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['booked', 'checklist', 'reminder_day', 'reminder_hour']),
    )
    const nameless = (await (await book(wishFor(`${day}T10:00:00Z`))).json()) as { id: string }
    expect((await lettersOf(ports, nameless.id)).map(({ recipient }) => recipient)).toEqual(['counsellor'])
  })
  test('video is not offered while there is no video server', async () => {
    const response = await book({ ...wishFor(`${nextDay()}T08:00:00Z`), form: 'video' })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ errors: [{ field: 'form' }] })
    const { services: listed } = (await (await app.request('/api/services')).json()) as {
      services: { forms: string[] }[]
    }
    expect(listed.map(({ forms }) => forms)).toEqual([
      ['phone', 'text'],
      ['phone', 'text'],
    ])
  })
  test.each([
    ['serviceId', { serviceId: 'no' }],
    ['serviceId', { serviceId: crypto.randomUUID() }],
    ['start', { start: 'tomorrow' }],
    ['form', { form: 'telegram' }],
    ['language', { language: 'fi' }],
    ['zone', { zone: 'Mars/Olympus' }],
    ['email', { email: 'not an address' }],
    ['phone', { phone: 'call me' }],
    ['alias', { alias: 'a'.repeat(61) }],
    ['topic', { topic: 'x'.repeat(bookingLimits.topic + 1) }],
    ['lettersLanguage', { lettersLanguage: 'de' }],
  ])('a wrong %s is named', async (field, wrong) => {
    const response = await book({ ...wishFor(`${nextDay()}T08:00:00Z`), ...wrong })
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(((await response.json()) as { errors: { field: string }[] }).errors.map((error) => error.field)).toEqual([
      field,
    ])
  })
  test('a phone number may be written as people write it, and blank fields are none', async () => {
    const { id } = (await (
      await book({
        ...wishFor(`${nextDay()}T08:00:00Z`),
        phone: '0046 (70) 123 45-67',
        email: '',
        alias: ' ',
        topic: '',
      })
    ).json()) as { id: string }
    expect(await theOpenTalk(ports, id)).toMatchObject({ phone: '+46701234567', email: null, alias: null, topic: null })
  })
})

describe('a call that is repeated', () => {
  test('gets the same answer, and there is one talk', async () => {
    const [key, wish] = [crypto.randomUUID(), wishFor(`${nextDay()}T08:00:00Z`)]
    const [first, second] = [await book(wish, { key }), await book(wish, { key })]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.headers.get('idempotent-replay')).toBe('true')
    expect(await second.json()).toEqual(await first.json())
  })
  test('and is answered even when the place is gone by then', async () => {
    const [key, wish] = [crypto.randomUUID(), wishFor(`${nextDay()}T08:00:00Z`)]
    const first = await book(wish, { key })
    await book(wish)
    expect((await book(wish)).status).toBe(409)
    expect(await (await book(wish, { key })).json()).toEqual(await first.json())
  })
  test('twenty at once make one talk and one answer', async () => {
    const [key, wish] = [crypto.randomUUID(), wishFor(`${nextDay()}T08:00:00Z`)]
    const before = await db.$count(guidanceCase)
    const answers = await Promise.all(Array.from({ length: 20 }, () => book(wish, { key })))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(bodies).size).toBe(1)
    expect((await db.$count(guidanceCase)) - before).toBe(1)
  })
  test('is refused when it asks for something else', async () => {
    const [key, day] = [crypto.randomUUID(), nextDay()]
    await book(wishFor(`${day}T08:00:00Z`), { key })
    for (const other of [wishFor(`${day}T10:00:00Z`), wishFor(`${day}T10:10:00Z`)]) {
      const response = await book(other, { key })
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({ type: '/problems/key-reused' })
    }
  })
  test('leaves its key free when the place was taken', async () => {
    const [key, day] = [crypto.randomUUID(), nextDay()]
    for (let n = 0; n < 2; n++) await book(wishFor(`${day}T08:00:00Z`))
    expect((await book(wishFor(`${day}T08:00:00Z`), { key })).status).toBe(409)
    expect((await book(wishFor(`${day}T10:00:00Z`), { key })).status).toBe(201)
  })
  test('needs its key', async () => {
    const before = await db.$count(booking)
    const response = await app.request('/api/bookings', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wishFor(`${nextDay()}T08:00:00Z`)),
    })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ errors: [{ field: 'idempotency-key' }] })
    expect(await db.$count(booking)).toBe(before)
  })
})

describe('a returning seeker', () => {
  test('books in the same case, with the secret that they have', async () => {
    const day = nextDay()
    const first = (await (await book(wishFor(`${day}T08:00:00Z`))).json()) as { id: string; secret: string }
    const again = (await (await book(wishFor(`${day}T10:00:00Z`), { secret: first.secret })).json()) as {
      id: string
      secret: string
      code: null
    }
    expect(again).toMatchObject({ secret: first.secret, code: null })
    const rows = await db
      .select()
      .from(booking)
      .where(sql`${booking.id} in (${first.id}, ${again.id})`)
    expect(new Set(rows.map(({ caseId }) => caseId)).size).toBe(1)
  })
  test('with a wrong secret gets nothing', async () => {
    expect((await book(wishFor(`${nextDay()}T08:00:00Z`), { secret: 'x'.repeat(32) })).status).toBe(401)
  })
})
