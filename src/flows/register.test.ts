import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { plannedEvent, registrationIn } from '../../test/setup/event.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { createApp } from '../app.ts'
import { booking, meeting } from '../meeting/schema.ts'
import { letter } from '../notify/schema.ts'
import { passOnLapsedOffers } from './give-seat-back.ts'

const { db } = await testDatabase()
const seeded = await seedOrganisation(db)
const ports = testPorts(db)
const call = callerOf(createApp(() => ports))

/** Every test on a day of its own, so that no host is in two places. */
let day = 0
const nextStart = () => ports.clock.now() + (10 + day++) * 86_400_000

const register = (eventId: string, more: object = {}, headers: Record<string, string> = {}) =>
  call(
    'POST',
    `/events/${eventId}/bookings`,
    { 'idempotency-key': crypto.randomUUID(), ...headers },
    { ...registrationIn(), ...more },
  )
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
const seatOf = ({ id, secret }: { id: string; secret: string }) => call('GET', `/seats/${id}`, bearer(secret))
const giveBack = ({ id, secret }: { id: string; secret: string }) => call('DELETE', `/seats/${id}`, bearer(secret))
const accept = ({ id, secret }: { id: string; secret: string }) =>
  call('POST', `/seats/${id}/acceptance`, bearer(secret))
const takenOf = async (id: string) => (await db.select().from(meeting).where(eq(meeting.id, id)))[0]?.taken
const lettersTo = (id: string) =>
  db.select({ kind: letter.kind, state: letter.state }).from(letter).where(eq(letter.bookingId, id)).orderBy(letter.id)

async function registered(eventId: string, more: object = {}) {
  const { status, body } = await register(eventId, more)
  expect(status).toBe(201)
  return body as { id: string; secret: string; code: string; state: string; place?: number }
}

describe('registering for an event', () => {
  test('gives a seat, a secret and a code; the same call again gives the same answer', async () => {
    const [event] = await plannedEvent(ports, seeded, { startsMs: nextStart() })
    const key = { 'idempotency-key': crypto.randomUUID() }
    const first = await register(event, { alias: 'Kim', question: 'Hur söker man?' }, key)
    expect(first).toMatchObject({
      status: 201,
      body: { state: 'booked', secret: expect.any(String), code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) },
    })
    expect((await register(event, { alias: 'Kim', question: 'Hur söker man?' }, key)).body).toEqual(first.body)
    expect((await register(event, { alias: 'Lo' }, key)).status).toBe(422)
    expect(await takenOf(event)).toBe(1)
    const seat = await seatOf(first.body)
    expect(seat.body).toMatchObject({ state: 'booked', alias: 'Kim', question: 'Hur söker man?', place: null })
    expect((await call('GET', `/bookings/${first.body.id}`, bearer(first.body.secret))).body).toEqual({
      ...seat.body,
      serverNow: expect.any(String),
    })
  })

  test('puts whoever comes when it is full on the waiting list, in order, and never says that they have a place', async () => {
    const [event] = await plannedEvent(ports, seeded, { startsMs: nextStart(), capacity: 2 })
    const answers = []
    for (let person = 0; person < 4; person++)
      answers.push(await registered(event, { email: `p${person}@example.org` }))
    expect(answers.map(({ state, place }) => [state, place])).toEqual([
      ['booked', undefined],
      ['booked', undefined],
      ['waiting', 1],
      ['waiting', 2],
    ])
    const waits = answers[2]
    expect(waits && (await seatOf(waits)).body).toMatchObject({ state: 'waiting', place: 1 })
    expect(waits && (await lettersTo(waits.id)).map(({ kind }) => kind)).toEqual(['seat_waiting'])
  })

  test('whoever gives a seat back gives theirs alone; it is offered to the first who waits, with a deadline', async () => {
    const [event] = await plannedEvent(ports, seeded, { startsMs: nextStart(), capacity: 2 })
    const [one, two, three, four] = [
      await registered(event),
      await registered(event),
      await registered(event, { email: 'three@example.org' }),
      await registered(event),
    ]
    expect((await giveBack(one)).body).toMatchObject({ state: 'cancelled' })
    expect((await giveBack(one)).status).toBe(200)
    expect(await takenOf(event)).toBe(2)
    expect((await seatOf(two)).body.state).toBe('booked')
    expect((await seatOf(three)).body).toMatchObject({ state: 'offered', offerEndsAt: expect.any(String) })
    expect((await seatOf(four)).body).toMatchObject({ state: 'waiting', place: 1 })
    // A newcomer does not come in between.
    expect((await registered(event)).state).toBe('waiting')
    expect((await accept(three)).body).toMatchObject({ state: 'booked' })
    expect((await accept(four)).status).toBe(409)
    expect((await lettersTo(three.id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(
      expect.arrayContaining(['seat_waiting withdrawn', 'seat_offered withdrawn', 'booked pending']),
    )
  })

  test('an offer that nobody takes goes to the next by itself, and its reader hears of it', async () => {
    const later = testPorts(db)
    const [event] = await plannedEvent(ports, seeded, { startsMs: nextStart(), capacity: 2 })
    const [one] = [await registered(event), await registered(event)]
    const [first, second] = [await registered(event, { email: 'first@example.org' }), await registered(event)]
    await giveBack(one)
    const { body } = await seatOf(first)
    later.clock.now = () => Date.parse(body.offerEndsAt)
    await passOnLapsedOffers(later)
    expect((await seatOf(first)).body).toMatchObject({ state: 'lapsed' })
    expect((await seatOf(second)).body).toMatchObject({ state: 'offered' })
    expect((await lettersTo(first.id)).at(-1)).toMatchObject({ kind: 'seat_lapsed', state: 'pending' })
    expect(await takenOf(event)).toBe(2)
    // Whoever wants to come all the same waits again, at the end.
    expect((await register(event, {}, bearer(first.secret))).body).toMatchObject({
      id: first.id,
      state: 'waiting',
      place: 1,
    })
  })

  test('for a whole series gives a place on each date, and one for each that is full on its list', async () => {
    const dates = await plannedEvent(ports, seeded, {
      startsMs: nextStart() + 400 * 86_400_000,
      capacity: 2,
      recurrence: 'FREQ=DAILY;COUNT=3',
    })
    const [, middle] = dates
    await registered(middle ?? '')
    await registered(middle ?? '')
    const all = await register(dates[0], { wholeSeries: true })
    expect(all.body.dates).toHaveLength(3)
    expect(all.body.dates.map(({ state }: { state: string }) => state).sort()).toEqual(['booked', 'booked', 'waiting'])
  })

  test('twice with the same case is refused, as is what was called off, and another language', async () => {
    const [event] = await plannedEvent(ports, seeded, { startsMs: nextStart() })
    const { secret } = await registered(event)
    expect(await register(event, {}, bearer(secret))).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('already') },
    })
    expect(await takenOf(event)).toBe(1)
    expect((await register(event, { language: 'ar' })).body).toMatchObject({ errors: [{ field: 'language' }] })
    await db.update(meeting).set({ state: 'cancelled' }).where(eq(meeting.id, event))
    expect((await register(event)).status).toBe(409)
    expect((await register(crypto.randomUUID())).status).toBe(404)
  })

  test('a seat belongs to its case alone', async () => {
    const [event] = await plannedEvent(ports, seeded, { startsMs: nextStart() })
    const [mine, other] = [await registered(event), await registered(event)]
    expect((await call('GET', `/seats/${mine.id}`, bearer(other.secret))).status).toBe(404)
    expect((await call('DELETE', `/seats/${mine.id}`, bearer(other.secret))).status).toBe(404)
    expect((await call('DELETE', `/seats/${mine.id}`, {})).status).toBe(401)
    const rows = await db
      .select({ id: booking.id })
      .from(booking)
      .where(and(eq(booking.meetingId, event), eq(booking.state, 'booked')))
    expect(rows).toHaveLength(2)
  })
})

test('coming events can be narrowed by what there is of them, and by nothing that is over', async () => {
  const [event] = await plannedEvent(ports, seeded, { startsMs: nextStart() + 200 * 86_400_000, kind: 'open_house' })
  const of = async () => (await call('GET', '/events', {})).body.choices
  expect(await of()).toMatchObject({
    kinds: expect.arrayContaining(['open_house', 'webinar']),
    languages: ['sv'],
    topics: ['gymnasiet'],
    organisations: [{ id: seeded.organisation.id }],
  })
  await db.update(meeting).set({ state: 'cancelled' }).where(eq(meeting.id, event))
  expect((await of()).kinds).toEqual(['webinar'])
})
