import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { comeToDoor } from '../../test/setup/door.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { lettersOf, seedTalk, theTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { createApp } from '../app.ts'
import { agreeFollowUp } from '../guidance/follow-up.store.ts'
import { contactOf } from '../meeting/contact.store.ts'
import { retentionDefaults } from '../meeting/retention.ts'
import { guidanceCase } from '../meeting/schema.ts'
import { queueLetters } from '../notify/outbox.ts'
import { addChat, wholeChat } from '../room/chat.store.ts'
import { tick } from '../tick.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const call = callerOf(app)
const dayMs = 86_400_000
const hourMs = 3_600_000
let seeded: Awaited<ReturnType<typeof seedOrganisation>>
let talk: TestTalk
let endedMs = 0

/** A talk in an organisation of its own, whose seeker chatted, got a letter, and can be reached. */
beforeEach(async () => {
  ports.clock.advance(dayMs)
  seeded = await seedOrganisation(db)
  talk = await seedTalk(ports, seeded, {
    startsMs: ports.clock.now() + hourMs / 12,
    contact: { email: 'kim@seeker.test' },
  })
  endedMs = talk.endsMs
  await queueLetters(db, ports, await theTalk(ports, talk.id), 'booked')
  await addChat(db, ports, await comeToDoor(ports, talk.id, talk.secret), 'Hej')
  await tick(ports)
})

/** The first ticks of an hour so long after the talk: one says what goes, the next ones do it. */
async function after(days: number) {
  ports.clock.set(endedMs + days * dayMs + hourMs)
  for (let times = 0; times < 3; times += 1) {
    await tick(ports)
    ports.clock.advance(60_000)
  }
}
const isThere = async () => (await db.$count(guidanceCase, eq(guidanceCase.id, talk.caseId))) === 1
const left = async () => ({
  email: (await contactOf(db, ports, talk.caseId))?.email ?? null,
  chat: (await wholeChat(db, ports, talk.meetingId)).length,
  letters: (await lettersOf(ports, talk.id)).length > 0,
})
const decide = async (days: object) =>
  call('PUT', '/staff/retention', await signedIn(app, ports, seeded.coordinator.id), days)

describe('what a seeker leaves behind', () => {
  test('goes kind by kind after the days that hold for each', async () => {
    await after(retentionDefaults.contact - 1)
    expect(await left()).toEqual({ email: 'kim@seeker.test', chat: 1, letters: true })
    await after(retentionDefaults.contact)
    expect(await left()).toEqual({ email: null, chat: 1, letters: false })
    await after(retentionDefaults.chat)
    expect(await left()).toEqual({ email: null, chat: 0, letters: false })
    await after(retentionDefaults.record - 1)
    expect(await isThere()).toBe(true)
    await after(retentionDefaults.record)
    expect(await isThere()).toBe(false)
  })

  test('stays as long as another talk lies ahead, and so long after that one', async () => {
    await seedTalk(ports, seeded, { startsMs: endedMs + 700 * dayMs, caseId: talk.caseId })
    await after(retentionDefaults.record)
    expect([await isThere(), (await left()).email]).toEqual([true, 'kim@seeker.test'])
    await after(700 + retentionDefaults.contact + 1)
    expect([await isThere(), (await left()).email]).toEqual([true, null])
  })

  test('stays until an agreed check-in has had its time', async () => {
    const dueOn = new Date(endedMs + 200 * dayMs).toISOString().slice(0, 10)
    const { counsellorId } = await theTalk(ports, talk.id)
    const agreed = { bookingId: talk.id, caseId: talk.caseId, counsellorId, kind: 'check_in' as const, dueOn }
    await agreeFollowUp(db, ports, { ...agreed, nextBookingId: null, note: null, question: null })
    await after(retentionDefaults.contact + 10)
    expect((await left()).email).toBe('kim@seeker.test')
  })

  test('goes as its organisation decides, and another one’s decision is nothing to it', async () => {
    expect((await decide({ contact: 30, chat: 40, letters: 30, record: 50, audit: 50 })).status).toBe(200)
    const other = await seedOrganisation(db)
    const theirs = await seedTalk(ports, other, {
      startsMs: ports.clock.now() + hourMs,
      contact: { email: 'o@seeker.test' },
    })
    await after(31)
    expect(await left()).toMatchObject({ email: null, chat: 1 })
    expect((await contactOf(db, ports, theirs.caseId))?.email).toBe('o@seeker.test')
    await after(50)
    expect(await isThere()).toBe(false)
  })
})

describe('the days that an organisation keeps', () => {
  test('are told on the seeker’s page, as dates', async () => {
    const { body } = await call('GET', '/case', { authorization: `Bearer ${talk.secret}` })
    const date = (days: number) => new Date(endedMs + days * dayMs).toISOString().slice(0, 10)
    expect(body.keptUntil).toEqual({
      contact: date(retentionDefaults.contact),
      record: date(retentionDefaults.record),
    })
  })

  test('are read and changed by its coordinator, within limits, and nothing outlasts the record', async () => {
    const headers = await signedIn(app, ports, seeded.coordinator.id)
    expect((await call('GET', '/staff/retention', headers)).body.days).toEqual(retentionDefaults)
    const wanted = { contact: 60, chat: 60, letters: 60, record: 365, audit: 365 }
    expect((await decide(wanted)).body.days).toEqual(wanted)
    expect((await decide({ ...wanted, contact: 29 })).body.errors).toMatchObject([{ field: 'contact' }])
    expect((await decide({ ...wanted, chat: 366 })).body.errors).toMatchObject([{ field: 'record' }])
    expect((await call('GET', '/staff/retention', headers)).body.days).toEqual(wanted)
  })
})
