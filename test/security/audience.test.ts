import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { callerOf } from '../setup/call.ts'
import { testDatabase } from '../setup/database.ts'
import { plannedEvent, registrationIn } from '../setup/event.ts'
import { sendLetters } from '../setup/letters.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'

const { db } = await testDatabase()
const seeded = await seedOrganisation(db)
const ports = testPorts(db)
const app = createApp(() => ports)
const call = callerOf(app)
const dayMs = 86_400_000
let days = 4

const register = async (eventId: string, more: object) =>
  (
    await call(
      'POST',
      `/events/${eventId}/bookings`,
      { 'idempotency-key': crypto.randomUUID() },
      { ...registrationIn(), ...more },
    )
  ).body
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

/** A webinar with two who have a seat and two who wait, and what one of them may read everywhere. */
async function audience() {
  const [event] = await plannedEvent(ports, seeded, { startsMs: ports.clock.now() + days++ * dayMs, capacity: 2 })
  const people = []
  for (const name of ['Akleja', 'Bofink', 'Citron', 'Dovhjort'])
    people.push(await register(event, { alias: name, email: `${name}@seeker.test`, question: `${name} undrar` }))
  const [me, ...others] = people
  return { event, me, others }
}

test('nobody in the audience learns who else is there, or how many, from what the API and the letters say', async () => {
  const { event, me, others } = await audience()
  await sendLetters(ports)
  const read = [
    (await call('GET', `/seats/${me.id}`, bearer(me.secret))).text,
    (await call('GET', `/bookings/${me.id}`, bearer(me.secret))).text,
    (await call('GET', '/case', bearer(me.secret))).text,
    (await call('GET', `/events/${event}`, {})).text,
    (await call('GET', '/events', {})).text,
    (await call('GET', `/events/${event}`, bearer(me.secret))).text,
    await (await app.request(`/api/seats/${me.id}/calendar.ics`, { headers: bearer(me.secret) })).text(),
    await (await app.request('/api/events/feed.ics')).text(),
    await (await app.request('/api/events/feed.atom')).text(),
    ...ports.mailer.sent.filter(({ to }) => to === 'Akleja@seeker.test').map((mail) => JSON.stringify(mail)),
  ]
  expect(read.length).toBeGreaterThan(9)
  for (const text of read) {
    for (const word of ['Bofink', 'Citron', 'Dovhjort', ...others.flatMap(({ id, secret }) => [id, secret])])
      expect(text).not.toContain(word)
    // How many come or wait would tell who does, in a class where everybody knows everybody.
    expect(text).not.toMatch(/"(taken|capacity|waiting|queued|offered)":/)
  }
})

test('what everybody reads stays the same to the letter while others register, leave and ask', async () => {
  const [event] = await plannedEvent(ports, seeded, { startsMs: ports.clock.now() + days++ * dayMs, capacity: 100 })
  const read = async () => [
    (await call('GET', `/events/${event}`, {})).text,
    (await call('GET', '/events', {})).text,
    await (await app.request('/api/events/feed.ics')).text(),
    await (await app.request('/api/events/feed.atom')).text(),
  ]
  const before = await read()
  const people = [await register(event, { question: 'Hur?' }), await register(event, {})]
  await call('DELETE', `/seats/${people[0].id}`, bearer(people[0].secret))
  expect(await read()).toEqual(before)
})

test('the answers to a stranger are those of something that is not there', async () => {
  const { me, others } = await audience()
  const nobody = await call('GET', `/seats/${crypto.randomUUID()}`, bearer(me.secret))
  for (const { id } of others) {
    expect(await call('GET', `/seats/${id}`, bearer(me.secret))).toMatchObject({ status: nobody.status })
    expect((await call('DELETE', `/seats/${id}`, bearer(me.secret))).status).toBe(404)
    expect((await call('POST', `/seats/${id}/acceptance`, bearer(me.secret))).status).toBe(404)
    expect((await call('PATCH', `/seats/${id}`, bearer(me.secret), { alias: 'x' })).status).toBe(404)
  }
  for (const { id } of others) expect((await call('GET', `/seats/${id}`, {})).status).toBe(401)
})

test('the public calendar is one that calendars read, and makes nobody busy who follows it', async () => {
  const [event] = await plannedEvent(ports, seeded, { startsMs: ports.clock.now() + days++ * dayMs })
  const answer = await app.request('/api/events/feed.ics?lang=da')
  expect(answer.headers.get('content-type')).toMatch(/^text\/calendar/)
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()))
  const entries = calendar.getAllSubcomponents('vevent')
  const own = entries.find((entry) => entry.getFirstPropertyValue('uid') === event)
  expect(own?.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  expect(own?.getFirstPropertyValue('summary')).toBe('Att välja utbildning')
  expect(String(own?.getFirstPropertyValue('url'))).toContain(`/events/${event}`)
})
