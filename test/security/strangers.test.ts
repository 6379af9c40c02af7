import { expect, test } from 'vitest'
import { rateWindow } from '../../src/http/schema.ts'
import { mostLettersOfTalk } from '../../src/notify/letter.ts'
import { queueLetters } from '../../src/notify/outbox.ts'
import { bearer, seedScene, seedWorld } from '../contract/scene.ts'
import { callerOf } from '../setup/call.ts'
import { columnsHolding } from '../setup/columns-holding.ts'
import { testDatabase } from '../setup/database.ts'
import { sendLetters } from '../setup/letters.ts'
import { testPorts } from '../setup/ports.ts'
import { lettersOf, seedTalk, theTalk } from '../setup/talk.ts'

const { db } = await testDatabase(10)
const { settings } = testPorts(db)
const { app, ports, scene } = await seedWorld(db, { settings: { ...settings, bookingsPerHour: 20 } })
const call = callerOf(app)
const minuteMs = 60_000
/** Monday 12 October, 09:00 in Stockholm. */
const monday = Date.UTC(2026, 9, 12, 7)
let week = 0

/** A talk some weeks ahead of which the seeker has heard. */
async function toldTalk(email: string, seeded: typeof scene = scene) {
  const talk = await seedTalk(ports, seeded, { startsMs: monday + (week += 1) * 7 * 86_400_000, contact: { email } })
  await queueLetters(db, ports, await theTalk(ports, talk.id), 'booked')
  await sendLetters(ports)
  return talk
}

const heard = () => ports.mailer.sent.map(({ to }) => to)
const linkIn = (text: string) => /\/not-for-me#(\w+)/.exec(text)?.[1] ?? ''

test('one talk does not write to a row of strangers: two changes of address are told at once, and then it waits', async () => {
  const talk = await toldTalk('own@seeker.test')
  ports.mailer.sent.length = 0
  const answers = []
  for (let stranger = 1; stranger <= 13; stranger += 1) {
    ports.clock.advance(2300)
    const email = `stranger${stranger}@elsewhere.test`
    const answer = await call('PATCH', `/bookings/${talk.id}`, bearer(talk.secret), { email })
    answers.push(answer.status)
    await sendLetters(ports)
  }
  expect(answers).toEqual([200, 200, 200, 200, ...Array.from({ length: 9 }, () => 429)])
  const strangers = new Set(heard().filter((to) => to.startsWith('stranger')))
  expect([...strangers]).toEqual(['stranger1@elsewhere.test', 'stranger2@elsewhere.test'])
  // The one that stands in the end hears of it, too, and only that one.
  ports.clock.advance(10 * minuteMs)
  await sendLetters(ports)
  expect(new Set(heard().filter((to) => to.startsWith('stranger')))).toEqual(
    new Set([...strangers, 'stranger4@elsewhere.test']),
  )
  // Taking the address away is always possible.
  expect((await call('PATCH', `/bookings/${talk.id}`, bearer(talk.secret), { email: null })).status).toBe(200)
})

test('one address is given for two talks within an hour, from wherever and however it is written', async () => {
  const book = (hour: number, network: string, email: string | null) =>
    call(
      'POST',
      '/bookings',
      { 'idempotency-key': crypto.randomUUID(), 'x-test-address': network },
      {
        serviceId: scene.services[0].id,
        start: new Date(monday + hour * 60 * minuteMs).toISOString(),
        form: 'phone',
        phone: '+46701234567',
        language: 'sv',
        zone: 'Europe/Stockholm',
        lettersLanguage: 'sv',
        email,
      },
    )
  expect((await book(0, '198.51.100.1', 'one@elsewhere.test')).status).toBe(201)
  expect((await book(1, '198.51.100.2', 'One+2@elsewhere.test')).status).toBe(201)
  const third = await book(2, '198.51.100.3', 'one+3@elsewhere.test')
  expect([third.status, third.body.type]).toEqual([429, '/problems/too-many'])
  expect((await book(2, '198.51.100.3', null)).status).toBe(201)
  for (const { subject } of await db.select().from(rateWindow)) expect(subject).toMatch(/^[\da-f]{64}$/)
})

test('whoever says that letters are not for them gets none from that organisation, and others still write', async () => {
  ports.clock.advance(61 * minuteMs)
  const email = 'no-thanks@elsewhere.test'
  ports.mailer.sent.length = 0
  const talk = await toldTalk(email)
  const first = ports.mailer.sent.find(({ to }) => to === email)
  const path = `/letter-stops/${linkIn(first?.text ?? '')}`
  expect(first?.html).toContain(`/not-for-me#${linkIn(first?.text ?? '')}`)
  expect((await call('GET', path, {})).body).toEqual({ organisation: scene.organisation.name, stopped: false })
  expect((await call('GET', `/bookings/${talk.id}`, bearer(talk.secret))).body.lettersStopped).toBe(false)

  // As a mail program says it (RFC 8058).
  const oneClick = await app.request(`/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(await oneClick.json()).toEqual({ organisation: scene.organisation.name, stopped: true })
  expect((await call('GET', `/bookings/${talk.id}`, bearer(talk.secret))).body.lettersStopped).toBe(true)
  ports.mailer.sent.length = 0
  await call('PATCH', `/bookings/${talk.id}`, bearer(talk.secret), { form: 'phone', phone: '+46701234567' })
  await sendLetters(ports)
  expect(heard()).toEqual([scene.counsellors[0].email])
  const again = await toldTalk('No-Thanks+again@elsewhere.test')
  expect(heard()).not.toContain('No-Thanks+again@elsewhere.test')
  expect((await lettersOf(ports, again.id)).filter(({ state }) => state === 'withdrawn')).not.toEqual([])

  const other = await seedScene(ports)
  await toldTalk(email, other)
  expect(heard()).toContain(email)

  expect((await call('DELETE', path, {})).body.stopped).toBe(false)
  await call('PATCH', `/bookings/${talk.id}`, bearer(talk.secret), { form: 'text' })
  ports.clock.advance(30 * minuteMs)
  ports.mailer.sent.length = 0
  await sendLetters(ports)
  expect(heard()).toContain(email)
})

test('what stops letters keeps no address', async () => {
  const email = 'nowhere-kept@elsewhere.test'
  ports.mailer.sent.length = 0
  const talk = await toldTalk(email)
  await call('POST', `/letter-stops/${linkIn(ports.mailer.sent.find(({ to }) => to === email)?.text ?? '')}`, {})
  await call('PATCH', `/bookings/${talk.id}`, bearer(talk.secret), { email: null })
  await sendLetters(ports)
  expect(await columnsHolding(db, email)).toEqual([])
  expect((await call('POST', `/letter-stops/${'0'.repeat(96)}`, {})).status).toBe(404)
})

test('a talk that is changed without end gathers no letters without end, and can still be cancelled', async () => {
  const talk = await toldTalk('busy@seeker.test')
  const change = (form: string) => call('PATCH', `/bookings/${talk.id}`, bearer(talk.secret), { form })
  const statuses: number[] = []
  for (let round = 0; round < 30; round += 1) {
    const answers = await Promise.all(['phone', 'text', 'phone', 'text'].map(change))
    statuses.push(...answers.map(({ status }) => status))
  }
  expect(new Set(statuses)).toEqual(new Set([200, 409]))
  // The change that reaches the limit may bring its few letters beyond it.
  expect((await lettersOf(ports, talk.id)).length).toBeLessThan(mostLettersOfTalk + 8)
  expect((await call('DELETE', `/bookings/${talk.id}`, bearer(talk.secret))).status).toBe(200)
  const told = (await lettersOf(ports, talk.id)).filter(({ kind }) => kind === 'cancelled')
  expect(told.map(({ recipient, state }) => `${recipient} ${state}`).sort()).toEqual([
    'counsellor pending',
    'seeker pending',
  ])
})
