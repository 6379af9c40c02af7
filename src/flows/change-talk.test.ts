import { describe, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { openRoom, roomOf } from '../room/room.store.ts'
import { participant } from '../room/schema.ts'
import { liveKit } from '../room/video.ts'
import { service } from '../availability/schema.ts'
import { comeToDoor } from '../../test/setup/door.ts'
import { sendLetters } from '../../test/setup/letters.ts'
import { letter } from '../notify/schema.ts'
import { lettersOf, theTalk } from '../../test/setup/talk.ts'

const { db } = await testDatabase()
const { services } = await seedOrganisation(db)
const ports = testPorts(db)
const app = createApp(() => ports)

type Talk = { id: string; secret: string; code: string }
type Json = Record<string, unknown>

let day = 6
const nextDay = () => {
  do day++
  while ([6, 0].includes(new Date(Date.UTC(2026, 9, day)).getUTCDay()))
  return new Date(Date.UTC(2026, 9, day)).toISOString().slice(0, 10)
}

async function booked(start: string, more: Json = {}, headers: Record<string, string> = {}): Promise<Talk> {
  const wish = {
    serviceId: services[0].id,
    start,
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
    ...more,
  }
  const response = await call('POST', '/bookings', '', wish, { 'idempotency-key': crypto.randomUUID(), ...headers })
  expect(response.status).toBe(201)
  return (await response.json()) as Talk
}

function call(method: string, path: string, secret: string, body?: unknown, headers: Record<string, string> = {}) {
  return app.request(`/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

const json = async (response: Response) => (await response.json()) as Json
const pendingOf = async (id: string) =>
  (await lettersOf(ports, id))
    .filter(({ state }) => state === 'pending')
    .map(({ kind, recipient, sequence }) => `${kind} ${recipient} ${sequence}`)

describe("the seeker's own page", () => {
  test('tells what, when, with whom and how', async () => {
    const day = nextDay()
    const talk = await booked(`${day}T08:00:00Z`, { zone: 'Europe/Helsinki', alias: 'Kim', topic: 'Vad ska jag bli?' })
    const response = await call('GET', `/bookings/${talk.id}`, talk.secret)
    expect(response.status).toBe(200)
    expect(await json(response)).toMatchObject({
      id: talk.id,
      state: 'booked',
      form: 'phone',
      formsOffered: ['phone', 'text'],
      alias: 'Kim',
      topic: 'Vad ska jag bli?',
      wall: { zone: 'Europe/Helsinki', start: `${day}T11:00`, end: `${day}T11:45` },
      serviceWall: { zone: 'Europe/Stockholm', start: `${day}T10:00` },
      counsellor: { name: expect.stringContaining('Vägledare') },
      organisation: { name: 'Testkommun', sample: false },
      mayChange: true,
      mayChangeUntil: `${day}T06:00:00.000Z`,
      doorOpensAt: `${day}T07:45:00.000Z`,
      version: 0,
      followUp: null,
      konklusion: null,
      serverNow: new Date(testNow).toISOString(),
    })
  })
  test('opens with no other secret than its own', async () => {
    const [talk, other] = [await booked(`${nextDay()}T08:00:00Z`), await booked(`${nextDay()}T08:00:00Z`)]
    expect((await call('GET', `/bookings/${talk.id}`, other.secret)).status).toBe(404)
    expect((await call('GET', `/bookings/${talk.id}`, 'y'.repeat(32))).status).toBe(401)
    expect((await call('GET', `/bookings/${talk.id}`, 'nonsense')).status).toBe(401)
    expect((await call('GET', `/bookings/${talk.id}`, '')).status).toBe(401)
    expect((await call('GET', '/bookings/nonsense', talk.secret)).status).toBe(404)
    expect((await call('DELETE', `/bookings/${talk.id}`, other.secret)).status).toBe(404)
  })
  test('gives a calendar file that names nobody', async () => {
    const talk = await booked(`${nextDay()}T08:00:00Z`, { alias: 'Kim', topic: 'Hemligt' })
    const response = await call('GET', `/bookings/${talk.id}/calendar.ics`, talk.secret)
    const text = await response.text()
    expect(response.headers.get('content-type')).toContain('text/calendar')
    expect(text).toContain(`UID:${talk.id}`)
    for (const hidden of ['Kim', 'Hemligt', 'Vägledare', talk.secret, talk.code]) expect(text).not.toContain(hidden)
  })
})

describe('moving a talk', () => {
  test('keeps its identity, raises its version, and takes its letters along', async () => {
    const day = nextDay()
    const talk = await booked(`${day}T08:00:00Z`, { email: 'kim@example.org' })
    const response = await call('PATCH', `/bookings/${talk.id}`, talk.secret, { start: `${day}T12:00:00Z` })
    expect(response.status).toBe(200)
    expect(await json(response)).toMatchObject({ id: talk.id, version: 1, start: `${day}T12:00:00.000Z` })
    const pending = await pendingOf(talk.id)
    expect(pending).toEqual(
      expect.arrayContaining([
        'moved seeker 1',
        'moved counsellor 1',
        'reminder_day seeker 1',
        'reminder_hour seeker 1',
      ]),
    )
    expect(pending.filter((name) => name.endsWith(' 0'))).toEqual([])
  })
  test('may overlap its own old time', async () => {
    const day = nextDay()
    const talk = await booked(`${day}T08:00:00Z`)
    const offered = await json(
      await call('GET', `/services/${services[0].id}/slots?from=${day}&to=${day}&moving=${talk.id}`, talk.secret),
    )
    expect((offered['slots'] as Json[]).map(({ start }) => start)).toContain(`${day}T08:30:00.000Z`)
    const response = await call('PATCH', `/bookings/${talk.id}`, talk.secret, { start: `${day}T08:30:00Z` })
    expect(response.status).toBe(200)
  })
  test("keeps the counsellor, and offers that counsellor's times when the wish is taken", async () => {
    const day = nextDay()
    const [first, second] = [await booked(`${day}T08:00:00Z`), await booked(`${day}T08:00:00Z`)]
    await booked(`${day}T12:00:00Z`)
    await booked(`${day}T12:00:00Z`)
    const response = await call('PATCH', `/bookings/${first.id}`, first.secret, { start: `${day}T12:00:00Z` })
    expect(response.status).toBe(409)
    const { alternatives } = await json(response)
    expect(alternatives).toHaveLength(6)
    const counsellorOf = async (id: string) => (await theTalk(ports, id)).counsellorId
    const before = await counsellorOf(second.id)
    expect((await call('PATCH', `/bookings/${second.id}`, second.secret, { start: `${day}T10:00:00Z` })).status).toBe(
      200,
    )
    expect(await counsellorOf(second.id)).toBe(before)
  })
  test('two who change places at the same moment leave no counsellor in two places, and nobody gets an error of ours', async () => {
    for (let round = 0; round < 5; round++) {
      const day = nextDay()
      const talks = [
        await booked(`${day}T08:00:00Z`),
        await booked(`${day}T08:00:00Z`),
        await booked(`${day}T12:00:00Z`),
        await booked(`${day}T12:00:00Z`),
      ]
      const answers = await Promise.all(
        talks.flatMap((talk, index) => [
          call('PATCH', `/bookings/${talk.id}`, talk.secret, { start: `${day}T${index < 2 ? '12' : '08'}:00:00Z` }),
          call('PATCH', `/bookings/${talk.id}`, talk.secret, { start: `${day}T10:00:00Z` }),
        ]),
      )
      for (const { status } of answers) expect([200, 409]).toContain(status)
    }
  })
  test('is refused outside the rules, and after the limit', async () => {
    const day = nextDay()
    const talk = await booked(`${day}T08:00:00Z`)
    expect((await call('PATCH', `/bookings/${talk.id}`, talk.secret, { start: `${day}T08:10:00Z` })).status).toBe(422)
    ports.clock.set(Date.parse(`${day}T06:00:01Z`))
    const late = await call('PATCH', `/bookings/${talk.id}`, talk.secret, { start: `${day}T12:00:00Z` })
    const form = await call('PATCH', `/bookings/${talk.id}`, talk.secret, { form: 'text' })
    ports.clock.set(testNow)
    expect([late.status, form.status]).toEqual([409, 200])
    expect(await json(late)).toMatchObject({ type: '/problems/too-late' })
  })
})

describe('what a seeker may change', () => {
  test('form, contact and words, and a blank takes away', async () => {
    const talk = await booked(`${nextDay()}T08:00:00Z`, { alias: 'Kim', topic: 'Jobb', email: 'kim@example.org' })
    const response = await call('PATCH', `/bookings/${talk.id}`, talk.secret, {
      form: 'text',
      email: '',
      topic: null,
      lettersLanguage: 'da',
    })
    expect(await json(response)).toMatchObject({
      form: 'text',
      email: null,
      topic: null,
      alias: 'Kim',
      lettersLanguage: 'da',
      version: 1,
    })
    expect((await pendingOf(talk.id)).filter((name) => name.includes('seeker'))).toEqual([])
  })
  test('an address that is given later brings the letters', async () => {
    const talk = await booked(`${nextDay()}T08:00:00Z`)
    await call('PATCH', `/bookings/${talk.id}`, talk.secret, { email: 'kim@example.org' })
    expect(await pendingOf(talk.id)).toEqual(expect.arrayContaining(['booked seeker 0', 'reminder_day seeker 0']))
  })
  test('what no letter tells of leaves the version', async () => {
    const talk = await booked(`${nextDay()}T08:00:00Z`)
    expect(await json(await call('PATCH', `/bookings/${talk.id}`, talk.secret, { alias: 'Kim' }))).toMatchObject({
      alias: 'Kim',
      version: 0,
    })
  })
  test('video cannot be chosen while there is none', async () => {
    const talk = await booked(`${nextDay()}T08:00:00Z`)
    expect((await call('PATCH', `/bookings/${talk.id}`, talk.secret, { form: 'video' })).status).toBe(422)
  })
})

describe('how a seeker is reached', () => {
  const at = (more: Json) => ({ email: 'kim@example.org', ...more })
  const sentAnew = ['booked seeker 0', 'reminder_day seeker 0', 'reminder_hour seeker 0']

  test('belongs to the case: a new address brings the letters of all talks ahead, and changes no other talk', async () => {
    const first = await booked(`${nextDay()}T08:00:00Z`)
    const second = await returning(first, `${nextDay()}T08:00:00Z`)
    await call('PATCH', `/bookings/${first.id}`, first.secret, at({ alias: 'Kim' }))
    for (const talk of [first, second]) {
      expect(await pendingOf(talk.id)).toEqual(expect.arrayContaining(sentAnew))
      expect(await json(await call('GET', `/bookings/${talk.id}`, first.secret))).toMatchObject(at({ version: 0 }))
    }
  })
  test('stays as it was when a returning seeker leaves it blank, and changes when they do not', async () => {
    const first = await booked(`${nextDay()}T08:00:00Z`, at({ alias: 'Kim' }))
    const second = await returning(first, `${nextDay()}T08:00:00Z`, { alias: '', email: '' })
    expect(await pendingOf(second.id)).toEqual(expect.arrayContaining(sentAnew))
    await returning(first, `${nextDay()}T08:00:00Z`, { email: 'other@example.org' })
    expect(await json(await call('GET', `/bookings/${first.id}`, first.secret))).toMatchObject({
      alias: 'Kim',
      email: 'other@example.org',
    })
    expect(await pendingOf(first.id)).toEqual(expect.arrayContaining(sentAnew))
  })
  test('says what holds for a talk that is moved while the address changes', async () => {
    for (let round = 0; round < 3; round++) {
      const day = nextDay()
      const first = await booked(`${day}T08:00:00Z`)
      const second = await returning(first, `${day}T13:00:00Z`)
      const to = `${day}T${10 + round}:00:00Z`
      const answers = await Promise.all([
        call('PATCH', `/bookings/${first.id}`, first.secret, { start: to }),
        call('PATCH', `/bookings/${second.id}`, first.secret, at({})),
      ])
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      const dayBefore = Date.parse(to) - 24 * 3_600_000
      const waiting = (await lettersOf(ports, first.id)).filter(({ state }) => state === 'pending')
      const reminders = waiting.filter(({ kind }) => kind === 'reminder_day')
      expect(reminders.map(({ dueAt }) => dueAt.getTime())).toEqual([dayBefore])
      expect(waiting.filter(({ recipient }) => recipient === 'seeker').every(({ sequence }) => sequence === 1)).toBe(
        true,
      )
    }
  })

  describe('at an address that is theirs no longer, which', () => {
    const entriesTo = (address: string) =>
      ports.mailer.sent
        .filter(({ to, calendar }) => to === address && calendar)
        .map(({ calendar }) =>
          /METHOD:(\w+)[\s\S]*DTSTART:(\w+)/
            .exec(calendar?.content ?? '')
            ?.slice(1)
            .join(' '),
        )

    test.each([
      ['changed', 'next@example.org'],
      ['taken away', ''],
    ])('hears that the talk is taken back, by the time that it knows (%s)', async (how, email) => {
      const start = `${nextDay()}T08:00:00Z`
      const former = `${how.replace(' ', '-')}@example.org`
      const talk = await booked(start, { email: former })
      await sendLetters(ports)
      const moved = start.replace('T08', 'T13')
      await call('PATCH', `/bookings/${talk.id}`, talk.secret, { start: moved, email })
      await sendLetters(ports)
      const heard = start.replace(/[-:]/g, '')
      expect(entriesTo(former)).toEqual([`REQUEST ${heard}`, `CANCEL ${heard}`])
      const rows = (await db.select().from(letter)).filter(({ kind }) => kind === 'address_changed')
      expect(rows.map(({ formerAddress }) => formerAddress)).toEqual(rows.map(() => null))
    })

    test('hears nothing when it never heard of the talk', async () => {
      const talk = await booked(`${nextDay()}T08:00:00Z`, { email: 'unheard@example.org' })
      await call('PATCH', `/bookings/${talk.id}`, talk.secret, { email: 'heard@example.org' })
      await call('PATCH', `/bookings/${talk.id}`, talk.secret, { email: '' })
      await sendLetters(ports)
      expect([...entriesTo('unheard@example.org'), ...entriesTo('heard@example.org')]).toEqual([])
    })
  })

  test('a cancellation names the time that its reader last heard, when a move never came to them', async () => {
    const start = `${nextDay()}T08:00:00Z`
    const talk = await booked(start, { email: 'old-time@example.org' })
    await sendLetters(ports)
    await call('PATCH', `/bookings/${talk.id}`, talk.secret, { start: start.replace('T08', 'T13') })
    await call('DELETE', `/bookings/${talk.id}`, talk.secret)
    await sendLetters(ports)
    const last = ports.mailer.sent.findLast(({ to }) => to === 'old-time@example.org')
    expect(last?.calendar).toMatchObject({
      method: 'CANCEL',
      content: expect.stringContaining(start.replace(/[-:]/g, '')),
    })
    expect(last?.subject).toMatch(/kl\. (09|10):00/)
  })

  function returning({ secret }: Talk, start: string, more: Json = {}): Promise<Talk> {
    return booked(start, more, { authorization: `Bearer ${secret}` })
  }
})

describe('a talk by video', () => {
  const nowhere = liveKit({ url: 'ws://127.0.0.1:9', apiKey: 'key', apiSecret: 's'.repeat(32), timeoutSeconds: 1 })
  test('may be held by phone or text when the video server is away, whatever the service lists, and its page says so', async () => {
    await db
      .update(service)
      .set({ forms: ['video'] })
      .where(eq(service.id, services[1].id))
    ports.video = nowhere
    const day = nextDay()
    const talk = await booked(`${day}T08:00:00Z`, { serviceId: services[1].id, form: 'video' })
    const page = async () => json(await call('GET', `/bookings/${talk.id}`, talk.secret))
    expect(await page()).toMatchObject({ form: 'video', formsOffered: ['video', 'phone', 'text'], videoAway: false })
    ports.clock.set(Date.parse(`${day}T07:50:00Z`))
    expect(await page()).toMatchObject({ videoAway: true })
    ports.clock.set(testNow)
    ports.video = null
    expect(await page()).toMatchObject({ formsOffered: ['phone', 'text'], videoAway: true })
    expect(await json(await call('PATCH', `/bookings/${talk.id}`, talk.secret, { form: 'phone' }))).toMatchObject({
      form: 'phone',
      videoAway: false,
    })
    expect((await call('PATCH', `/bookings/${talk.id}`, talk.secret, { form: 'video' })).status).toBe(422)
  })
})

describe('cancelling', () => {
  test('gives the place back, tells both sides, and can be repeated', async () => {
    const day = nextDay()
    const talk = await booked(`${day}T08:00:00Z`, { email: 'kim@example.org' })
    const response = await call('DELETE', `/bookings/${talk.id}`, talk.secret, { reason: 'Jag hann inte' })
    expect(await json(response)).toMatchObject({
      state: 'cancelled',
      cancelledBy: 'seeker',
      cancelReason: 'Jag hann inte',
      mayChange: false,
      version: 1,
    })
    expect((await pendingOf(talk.id)).sort()).toEqual(['cancelled counsellor 1', 'cancelled seeker 1'])
    expect((await call('DELETE', `/bookings/${talk.id}`, talk.secret)).status).toBe(200)
    expect((await call('PATCH', `/bookings/${talk.id}`, talk.secret, { form: 'text' })).status).toBe(409)
    const offered = await json(
      await call('GET', `/services/${services[0].id}/slots?from=${day}T08:00:00Z&to=${day}T08:01:00Z`, ''),
    )
    expect(offered['slots']).toMatchObject([{ free: 2 }])
  })
  test('after the limit says that the seeker cannot come: the counsellor hears it at once, and it is no no-show', async () => {
    const day = nextDay()
    const talk = await booked(`${day}T08:00:00Z`)
    ports.clock.set(Date.parse(`${day}T07:50:00Z`))
    expect(await json(await call('GET', `/bookings/${talk.id}`, talk.secret))).toMatchObject({
      mayChange: false,
      mayCancel: true,
    })
    const response = await call('DELETE', `/bookings/${talk.id}`, talk.secret, { reason: 'Bussen gick' })
    const { dueAt } = (await lettersOf(ports, talk.id)).find(({ kind }) => kind === 'cancelled') ?? {}
    ports.clock.set(testNow)
    expect(await json(response)).toMatchObject({ state: 'cancelled', mayCancel: false })
    expect(await pendingOf(talk.id)).toEqual(['cancelled counsellor 1'])
    expect(dueAt?.toISOString()).toBe(`${day}T07:50:00.000Z`)
    expect(await theTalk(ports, talk.id)).toMatchObject({ cancelledBy: 'seeker', cancelledLate: true })
  })
  test('is told late from one millisecond after the limit, and possible until the last of the talk', async () => {
    const day = nextDay()
    const lateAt = async (time: string) => {
      ports.clock.set(testNow)
      const talk = await booked(`${day}T08:00:00Z`)
      ports.clock.set(Date.parse(`${day}T${time}Z`))
      const { status } = await call('DELETE', `/bookings/${talk.id}`, talk.secret)
      return [status, (await theTalk(ports, talk.id)).cancelledLate]
    }
    const { endsAt } = await theTalk(ports, (await booked(`${nextDay()}T08:00:00Z`)).id)
    const end = endsAt.toISOString().slice(11, 23)
    const justBefore = new Date(endsAt.getTime() - 1).toISOString().slice(11, 23)
    expect(await lateAt('06:00:00.000')).toEqual([200, false])
    expect(await lateAt('06:00:00.001')).toEqual([200, true])
    expect(await lateAt(justBefore)).toEqual([200, true])
    expect(await lateAt(end)).toEqual([409, false])
    ports.clock.set(testNow)
  })
  test('puts a counsellor who waits in the room out of it; a seeker who was let in leaves instead', async () => {
    const day = nextDay()
    const [waited, begun] = [await booked(`${day}T08:00:00Z`), await booked(`${day}T08:00:00Z`)]
    ports.clock.set(Date.parse(`${day}T08:01:00Z`))
    for (const { id } of [waited, begun]) await openRoom(db, ports, (await theTalk(ports, id)).meetingId)
    for (const { id, secret } of [waited, begun]) await comeToDoor(ports, id, secret)
    const { meetingId } = await theTalk(ports, begun.id)
    await db.update(participant).set({ state: 'admitted' }).where(eq(participant.meetingId, meetingId))
    const answers = [
      await call('DELETE', `/bookings/${waited.id}`, waited.secret),
      await call('DELETE', `/bookings/${begun.id}`, begun.secret),
    ]
    ports.clock.set(testNow)
    expect(answers.map(({ status }) => status)).toEqual([200, 409])
    expect((await roomOf(db, (await theTalk(ports, waited.id)).meetingId))?.closedAt).not.toBeNull()
    expect((await theTalk(ports, begun.id)).state).toBe('booked')
  })
  test('a reason is short', async () => {
    const talk = await booked(`${nextDay()}T08:00:00Z`)
    const response = await call('DELETE', `/bookings/${talk.id}`, talk.secret, { reason: 'a'.repeat(501) })
    expect(response.status).toBe(422)
    expect(await json(response)).toMatchObject({ errors: [{ field: 'reason' }] })
  })
})

describe('coming back', () => {
  test('with the code, however it is written, opens the same case', async () => {
    const talk = await booked(`${nextDay()}T08:00:00Z`)
    const typed = talk.code.toLowerCase().replaceAll('-', ' ')
    const { secret } = (await json(await call('POST', '/case/entry', '', { code: ` ${typed} ` }))) as { secret: string }
    expect(secret).not.toBe(talk.secret)
    expect(await json(await call('GET', '/case', secret))).toMatchObject({
      talks: [{ id: talk.id, state: 'booked', konklusion: null }],
    })
    expect(await json(await call('GET', '/case', talk.secret))).toMatchObject({ talks: [{ id: talk.id }] })
  })
  test('with wrong codes comes to an end soon', async () => {
    ports.clock.advance(3_600_000)
    const statuses = []
    for (let n = 0; n < 25; n++)
      statuses.push((await call('POST', '/case/entry', '', { code: '2222-3333-4444' })).status)
    ports.clock.set(testNow)
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(422))
    expect(statuses.slice(10)).toEqual(Array(15).fill(429))
  })
})

describe('companions', () => {
  test('see the talk and nothing of who the seeker is, until the invitation is taken back', async () => {
    const talk = await booked(`${nextDay()}T08:00:00Z`, {
      alias: 'Kim',
      email: 'kim@example.org',
      phone: '0701234567',
      topic: 'Hemligt',
    })
    const invited = await call('POST', `/bookings/${talk.id}/companions`, talk.secret, { label: 'min mamma' })
    expect(invited.status).toBe(201)
    const { id, secret } = (await json(invited)) as { id: string; secret: string }
    expect(await json(await call('GET', '/companion', secret))).toEqual({ companionId: id, bookingId: talk.id })
    const seen = await (await call('GET', `/bookings/${talk.id}`, secret)).text()
    for (const hidden of ['Kim', 'kim@', '0701234567', 'Hemligt']) expect(seen).not.toContain(hidden)
    expect((await call('PATCH', `/bookings/${talk.id}`, secret, { form: 'text' })).status).toBe(401)
    expect((await call('GET', `/bookings/${talk.id}/companions`, secret)).status).toBe(401)
    expect(await json(await call('GET', `/bookings/${talk.id}/companions`, talk.secret))).toMatchObject({
      companions: [{ id, label: 'min mamma', openedAt: expect.any(String), revokedAt: null }],
    })
    expect((await call('DELETE', `/bookings/${talk.id}/companions/${id}`, talk.secret)).status).toBe(200)
    expect((await call('GET', '/companion', secret)).status).toBe(401)
    expect((await call('GET', `/bookings/${talk.id}`, secret)).status).toBe(401)
  })
  test('see that a talk was cancelled; a day after its time their link opens nothing any more', async () => {
    const day = nextDay()
    const [talk, other] = [await booked(`${day}T08:00:00Z`), await booked(`${day}T08:00:00Z`)]
    const invite = async ({ id, secret }: Talk) =>
      (await json(await call('POST', `/bookings/${id}/companions`, secret, { label: 'min mamma' })))['secret'] as string
    const [mother, friend] = [await invite(talk), await invite(other)]
    expect((await call('DELETE', `/bookings/${talk.id}`, talk.secret)).status).toBe(200)
    expect(await json(await call('GET', `/bookings/${talk.id}`, mother))).toMatchObject({
      state: 'cancelled',
      cancelledBy: 'seeker',
    })
    ports.clock.set(Date.parse(`${day}T08:44:59Z`) + 24 * 3_600_000)
    const before = [await call('GET', '/companion', friend), await call('GET', `/bookings/${other.id}`, friend)]
    ports.clock.advance(1000)
    const after = [
      await call('GET', '/companion', friend),
      await call('GET', `/bookings/${other.id}`, friend),
      await call('GET', `/bookings/${other.id}/checklist`, friend),
      await call('POST', `/bookings/${other.id}/door`, friend, {}),
      await call('GET', `/bookings/${other.id}/calendar.ics`, friend),
      await call('GET', `/bookings/${talk.id}`, mother),
    ]
    const own = await call('GET', `/bookings/${other.id}`, other.secret)
    ports.clock.set(testNow)
    expect(before.map(({ status }) => status)).toEqual([200, 200])
    expect(after.map(({ status }) => status)).toEqual(after.map(() => 410))
    expect(await json(after[0] ?? own)).toMatchObject({ type: '/problems/gone' })
    expect(own.status).toBe(200)
  })
})
