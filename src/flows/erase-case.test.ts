import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { callerOf } from '../../test/setup/call.ts'
import { columnsHolding } from '../../test/setup/columns-holding.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { comeToDoor } from '../../test/setup/door.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedCompanion, seedTalk, theTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { createApp } from '../app.ts'
import { enter as stepIn, personId } from '../room/participant.store.ts'
import { decideAtDoor } from '../room/decide-at-door.ts'
import { openRoom } from '../room/room.store.ts'
import { codeHash, newCode } from '../meeting/case-code.ts'
import { guidanceCase, erasedTalkCount } from '../meeting/schema.ts'
import { queueLetters } from '../notify/outbox.ts'
import { caughtMail, letter } from '../notify/schema.ts'
import { tick } from '../tick.ts'
import { eraseDueCases } from './erase-case.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const seeded = await seedOrganisation(db)
const [anna] = seeded.counsellors
const app = createApp(() => ports)
const call = callerOf(app)
const logged = [vi.spyOn(console, 'error'), vi.spyOn(console, 'log')].map((spy) => spy.mockImplementation(() => {}))
afterAll(() => logged.forEach((spy) => spy.mockRestore()))

const minute = 60_000
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
let [email, alias, topic] = ['', '', '']
let startsMs = testNow
let talk: TestTalk

/** Every test has a day of its own, and a talk two days ahead of which everybody has heard. */
beforeEach(async () => {
  startsMs += 7 * 24 * 60 * minute
  ports.clock.set(startsMs - 2 * 24 * 60 * minute)
  const word = crypto.randomUUID().slice(0, 8)
  email = `kim.${word}@seeker.test`
  alias = `Kim-${word}`
  topic = `Byta-till-${word}`
  talk = await seedTalk(ports, seeded, { startsMs, topic, contact: { email, alias } })
  await queueLetters(db, ports, await theTalk(ports, talk.id), 'booked')
  await tick(ports)
  ports.mailer.sent.length = 0
})

const ask = async (secret = talk.secret) => call('POST', '/case/erasure', bearer(secret))
const isThere = async (caseId = talk.caseId) => (await db.$count(guidanceCase, eq(guidanceCase.id, caseId))) === 1
/** Lets the clock do its work until nothing is due: the word goes out with one tick, and the record with the next. */
const ticks = async () => {
  for (let times = 0; times < 3; times += 1) {
    await tick(ports)
    ports.clock.advance(minute)
  }
}

describe('somebody who asks that everything be erased', () => {
  test('has ten minutes to think again, and the page says until when', async () => {
    const { body } = await ask()
    expect(Date.parse(body.erasure.at)).toBe(ports.clock.now() + 10 * minute)
    ports.clock.advance(5 * minute)
    // Asking again does not put it off.
    expect((await ask()).body).toEqual(body)
    expect((await call('GET', '/case', bearer(talk.secret))).body.erasure).toEqual(body.erasure)
    ports.clock.advance(4 * minute)
    await tick(ports)
    expect([await isThere(), ports.mailer.sent]).toEqual([true, []])
  })

  test('finds everything as it was after taking it back with the same link', async () => {
    await ask()
    ports.clock.advance(9 * minute)
    expect((await call('DELETE', '/case/erasure', bearer(talk.secret))).body).toEqual({ erasure: null })
    ports.clock.advance(9 * minute)
    await ticks()
    const { body } = await call('GET', '/case', bearer(talk.secret))
    expect(body.erasure).toBeNull()
    expect(body.talks).toMatchObject([{ id: talk.id, state: 'booked' }])
    expect(ports.mailer.sent).toEqual([])
  })

  test('cannot take it back when the ten minutes are over', async () => {
    await ask()
    ports.clock.advance(10 * minute)
    expect((await call('DELETE', '/case/erasure', bearer(talk.secret))).status).toBe(410)
  })

  test('cannot book into what is about to go', async () => {
    await ask()
    const wish = {
      serviceId: seeded.services[0].id,
      start: new Date(startsMs + 24 * 60 * minute).toISOString(),
      form: 'phone',
      language: 'sv',
      zone: 'Europe/Stockholm',
      lettersLanguage: 'sv',
    }
    const { slots } = (
      await call(
        'GET',
        `/services/${wish.serviceId}/slots?from=${wish.start.slice(0, 10)}&to=2026-12-31&language=sv`,
        {},
      )
    ).body
    const headers = { ...bearer(talk.secret), 'idempotency-key': crypto.randomUUID() }
    const answer = await call('POST', '/bookings', headers, { ...wish, start: slots[0].start, phone: '+46701234567' })
    expect([answer.status, answer.body.type]).toEqual([409, '/problems/conflict'])
  })
})

describe('after the ten minutes', () => {
  const erase = async () => {
    await ask()
    ports.clock.advance(10 * minute)
    await ticks()
  }

  test('the built-in mailbox holds none of its letters, not even those to an address of before', async () => {
    const [first] = await db.select().from(letter).where(eq(letter.bookingId, talk.id)).limit(1)
    const mail = (id: string, recipient: string) => ({
      id: ports.random.uuid(ports.clock.now()),
      messageId: `<${id}@fyrklang.test>`,
      recipient,
      subject: 'Hej',
      text: 'Hej',
      html: '',
      calendar: null,
      caughtAt: new Date(ports.clock.now()),
    })
    await db
      .insert(caughtMail)
      .values([
        mail(first?.id ?? '', 'of.before@seeker.test'),
        mail(crypto.randomUUID(), email),
        mail(crypto.randomUUID(), 'other@seeker.test'),
      ])
    await erase()
    expect((await db.select().from(caughtMail)).map(({ recipient }) => recipient)).toEqual(['other@seeker.test'])
  })

  test('the talk is off, both hear it with a CANCEL for their calendars, and then nothing of the seeker is left', async () => {
    const companion = await seedCompanion(ports, talk.id, 'min-syster-77')
    await erase()
    expect(ports.mailer.sent.map(({ to }) => to).sort()).toEqual([anna.email, email].sort())
    for (const { calendar, text } of ports.mailer.sent) {
      expect(calendar?.method).toBe('CANCEL')
      for (const word of [alias, topic, 'radera']) expect(text).not.toContain(word)
    }
    expect(await isThere()).toBe(false)
    expect(await columnsHolding(db, email, alias, topic, 'min-syster-77', talk.caseId, talk.meetingId)).toEqual([])
    const log = JSON.stringify(logged.map(({ mock }) => mock.calls))
    for (const word of [email, alias, topic, talk.secret]) expect(log).not.toContain(word)
    expect((await call('GET', '/case', bearer(talk.secret))).status).toBe(401)
    expect((await call('GET', '/companion', bearer(companion.secret))).status).toBe(401)
  })

  test('a letter that was to come later never does', async () => {
    await erase()
    ports.mailer.sent.length = 0
    ports.clock.set(startsMs - 30 * minute)
    await ticks()
    expect(ports.mailer.sent).toEqual([])
  })

  test('its time is free again, and its counsellor reads that it was erased and nothing more', async () => {
    await erase()
    const staff = await signedIn(app, ports, anna.id)
    const answer = await call('GET', `/staff/talks/${talk.id}`, staff)
    expect([answer.status, answer.body.title]).toEqual([410, 'The seeker had this talk erased.'])
    expect(answer.text).not.toMatch(new RegExp(`${alias}|${topic}|${email}`))
    const colleague = await signedIn(app, ports, seeded.counsellors[1].id)
    expect((await call('GET', `/staff/talks/${talk.id}`, colleague)).status).toBe(404)
    await seedTalk(ports, seeded, { startsMs })
  })

  test('statistics keep how many talks there were of a kind', async () => {
    const before = await counts()
    await erase()
    const after = await counts()
    expect(after - before).toBe(1)
    const month = new Date(startsMs).toISOString().slice(0, 7)
    const rows = await db.select().from(erasedTalkCount)
    expect(rows).toContainEqual(
      expect.objectContaining({ organisationId: seeded.organisation.id, month: `${month}-01`, outcome: 'cancelled' }),
    )
  })

  test('a talk under way has ended, and counts as held', async () => {
    ports.clock.set(startsMs)
    const who = await comeToDoor(ports, talk.id, talk.secret)
    await openRoom(db, ports, talk.meetingId)
    await stepIn(db, ports, talk)
    await decideAtDoor(ports, { meetingId: talk.meetingId, person: personId(who), decision: 'admit', message: null })
    await ask()
    ports.clock.advance(10 * minute)
    await eraseDueCases(ports)
    // The room is kept shut for as long as somebody may still have a token for it.
    expect((await theTalk(ports, talk.id)).state).toBe('held')
    expect((await call('GET', '/case', bearer(talk.secret))).status).toBe(401)
    ports.clock.advance(16 * minute)
    await eraseDueCases(ports)
    expect(await isThere()).toBe(false)
  })

  test('a mail server that is away holds it up an hour at most', async () => {
    const code = newCode(ports.random)
    const own = { codeHash: await codeHash(code, ports.settings.secretKey) }
    await db.update(guidanceCase).set(own).where(eq(guidanceCase.id, talk.caseId))
    await ask()
    const enter = async () => (await call('POST', '/case/entry', {}, { code })).status
    expect(await enter()).toBe(200)
    ports.clock.advance(10 * minute)
    ports.mailer.fail({ delivered: false, permanent: false, reason: 'away', away: true }, 1000)
    await ticks()
    expect(await isThere()).toBe(true)
    expect(await enter()).toBe(422)
    ports.clock.advance(60 * minute)
    await eraseDueCases(ports)
    ports.mailer.fail({ delivered: true }, 0)
    expect(await isThere()).toBe(false)
  })

  test('it is done once, however many instances do it', async () => {
    await ask()
    ports.clock.advance(10 * minute)
    const before = await counts()
    await ticks()
    await Promise.all(Array.from({ length: 6 }, () => eraseDueCases(ports)))
    expect([await isThere(), (await counts()) - before]).toEqual([false, 1])
  })
})

const counts = async () => (await db.select().from(erasedTalkCount)).reduce((sum, { talks }) => sum + talks, 0)
