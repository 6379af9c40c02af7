import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { letter } from '../notify/schema.ts'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters } from '../../test/setup/letters.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedCompanion, seedTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { proposeGoals } from '../guidance/goal.store.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)
const day = 86_400_000

let anna: Record<string, string>
let talk: TestTalk
let startsMs = testNow
let goals: string[]

/** Every test has its own day, the end of a talk with two agreed goals and one that was not agreed. */
beforeEach(async () => {
  startsMs += day
  ports.clock.set(startsMs)
  anna = await signedIn(app, ports, seeded.counsellors[0].id)
  talk = await seedTalk(ports, seeded, { startsMs, contact: { email: 'kim@fyrklang.test' } })
  await proposeGoals(db, ports, talk.id, ['Veta vad jag vill läsa', 'Våga ringa skolan', 'Bli rik'])
  const proposed = (await staff('GET', '/room')).body.goals.map(({ id }: { id: string }) => id)
  goals = proposed.slice(0, 2)
  for (const id of goals) await staff('POST', `/room/goals/${id}/agreement`, {})
})

const call = callerOf(app)
const staff = (method: string, path: string, body?: unknown) =>
  call(method, `/staff/talks/${talk.id}${path}`, anna, body)
const seeker = (method: string, path: string, body?: unknown) =>
  call(method, `/bookings/${talk.id}${path}`, { authorization: `Bearer ${talk.secret}` }, body)

const whole = (summary = 'Vi pratade om två program.') => ({
  summary,
  goals: goals.map((goalId) => ({ goalId, outcome: 'partly', sentence: 'En bit på väg.' })),
  actions: [{ what: 'Gå på öppet hus', who: 'seeker', until: new Date(startsMs + 7 * day).toISOString().slice(0, 10) }],
  links: [{ url: 'https://www.studera.nu/', title: 'Studera.nu' }],
})
const show = async (body: unknown = whole()) => {
  await staff('PUT', '/konklusion', { body })
  return staff('POST', '/konklusion/readiness', {})
}
const letters = async () =>
  (await db.select().from(letter).where(eq(letter.bookingId, talk.id)))
    .filter(({ kind }) => kind === 'summary_ready')
    .map(({ state, recipient }) => `${state} ${recipient}`)

describe('a Konklusion', () => {
  it('begins with the agreed goals, in their own words', async () => {
    const { konklusion, suggestion } = (await staff('GET', '/konklusion')).body
    expect(konklusion).toBeNull()
    expect(suggestion.goals).toEqual([
      { goalId: goals[0], wording: 'Veta vad jag vill läsa', outcome: null, sentence: '' },
      { goalId: goals[1], wording: 'Våga ringa skolan', outcome: null, sentence: '' },
    ])
  })

  it('is the counsellor’s alone as long as it is a draft', async () => {
    expect((await staff('PUT', '/konklusion', { body: whole('Ett utkast') })).body.konklusion).toMatchObject({
      version: 1,
      state: 'draft',
    })
    expect((await seeker('GET', '/konklusion')).body).toMatchObject({ konklusion: null, earlierVersions: [] })
    expect((await seeker('GET', '/room')).body.konklusion).toBeNull()
    expect((await seeker('POST', '/konklusion/approval', { version: 1 })).status).toBe(404)
    expect((await seeker('POST', '/konklusion/comments', { text: 'Hej' })).status).toBe(404)
    expect(await letters()).toEqual([])
  })

  it('is not shown before each agreed goal has its outcome and its sentence', async () => {
    const body = { ...whole(), goals: [{ goalId: goals[0], outcome: 'reached', sentence: 'Du vet.' }] }
    const { status, body: problem } = await show(body)
    expect(status).toBe(422)
    expect(problem.errors.map(({ field }: { field: string }) => field)).toEqual([
      'body.goals[1].outcome',
      'body.goals[1].sentence',
    ])
    expect(await letters()).toEqual([])
  })

  it('is read, commented on and approved by the seeker, and then final', async () => {
    expect((await show()).body.konklusion).toMatchObject({ version: 1, state: 'ready' })
    const { konklusion } = (await seeker('GET', '/konklusion')).body
    expect(konklusion).toMatchObject({
      version: 1,
      state: 'ready',
      body: { summary: 'Vi pratade om två program.' },
      wall: { zone: 'Europe/Stockholm' },
    })
    const said = await seeker('POST', '/konklusion/comments', { text: 'Jag menade ett annat program' })
    expect(said.body.comments).toMatchObject([
      { writtenBy: 'seeker', text: 'Jag menade ett annat program', version: 1 },
    ])
    expect((await staff('GET', '/konklusion')).body.comments).toHaveLength(1)
    const approved = await seeker('POST', '/konklusion/approval', { version: 1 })
    expect(approved.body.konklusion).toMatchObject({ version: 1, state: 'approved' })
    expect((await seeker('POST', '/konklusion/approval', { version: 1 })).status).toBe(200)
    expect((await seeker('GET', '')).body.konklusion).toBe('approved')
  })

  it('with a comment waits for the counsellor, who answers it and lets the text stand', async () => {
    await show()
    expect((await staff('POST', '/konklusion/answers', { text: 'Vad då?' })).status).toBe(409)
    ports.clock.advance(1000)
    expect((await seeker('POST', '/konklusion/comments', { text: 'Stämmer det?' })).body.commented).toBe(true)
    expect((await staff('GET', '/konklusion')).body.commented).toBe(true)
    ports.clock.advance(1000)
    const answered = await staff('POST', '/konklusion/answers', { text: 'Ja, så sade vi.' })
    expect([answered.status, answered.body.commented]).toEqual([201, false])
    const { konklusion, comments, commented } = (await seeker('GET', '/konklusion')).body
    expect([konklusion.version, konklusion.state, commented]).toEqual([1, 'ready', false])
    expect(comments.map(({ writtenBy }: { writtenBy: string }) => writtenBy)).toEqual(['seeker', 'counsellor'])
    expect((await seeker('POST', '/konklusion/approval', { version: 1 })).body.konklusion.state).toBe('approved')
  })

  it('is answered once for what was said, also from two windows at once', async () => {
    await show()
    await seeker('POST', '/konklusion/comments', { text: 'Stämmer det?' })
    ports.clock.advance(1000)
    const answers = await Promise.all([1, 2, 3].map(() => staff('POST', '/konklusion/answers', { text: 'Ja.' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  it('tells of an answer in a letter, which says nothing of its words', async () => {
    await show()
    await db.update(letter).set({ state: 'sent' }).where(eq(letter.bookingId, talk.id))
    await seeker('POST', '/konklusion/comments', { text: 'Stämmer det?' })
    ports.clock.advance(1000)
    await staff('POST', '/konklusion/answers', { text: 'hemligt-svar' })
    expect((await letters()).sort()).toEqual(['pending seeker', 'sent seeker'])
    await sendLetters(ports)
    expect(JSON.stringify(ports.mailer.sent.at(-1))).not.toContain('hemligt-svar')
  })

  it('that is corrected is a new version, and the old one can no longer be approved', async () => {
    await show()
    expect((await show(whole('Rättad.'))).body).toMatchObject({
      konklusion: { version: 2, state: 'ready' },
      earlierVersions: [{ version: 1, state: 'ready' }],
    })
    const { status, body } = await seeker('POST', '/konklusion/approval', { version: 1 })
    expect([status, body.type, body.version]).toEqual([409, '/problems/conflict', 2])
    expect((await seeker('POST', '/konklusion/approval', { version: 2 })).body.konklusion.state).toBe('approved')
  })

  it('that was approved stays readable when a later correction comes', async () => {
    await show()
    await seeker('POST', '/konklusion/approval', { version: 1 })
    await staff('PUT', '/konklusion', { body: whole('Senare rättad.') })
    expect((await seeker('GET', '/konklusion')).body.konklusion).toMatchObject({ version: 1, state: 'approved' })
    await staff('POST', '/konklusion/readiness', {})
    const { konklusion, earlierVersions } = (await seeker('GET', '/konklusion')).body
    expect(konklusion).toMatchObject({ version: 2, state: 'ready', body: { summary: 'Senare rättad.' } })
    expect(earlierVersions).toMatchObject([
      { version: 1, state: 'approved', body: { summary: 'Vi pratade om två program.' } },
    ])
  })

  it('is told of in one letter per version that is shown', async () => {
    await show()
    await staff('POST', '/konklusion/readiness', {})
    expect(await letters()).toEqual(['pending seeker'])
    await db.update(letter).set({ state: 'sent' }).where(eq(letter.bookingId, talk.id))
    await show(whole('Rättad.'))
    expect((await letters()).sort()).toEqual(['pending seeker', 'sent seeker'])
  })

  it('that is corrected before its letter went out is told of once', async () => {
    await show()
    await show(whole('Rättad.'))
    expect((await letters()).sort()).toEqual(['pending seeker', 'withdrawn seeker'])
  })

  it('is not told of in its letter: that says only that something is there to read', async () => {
    await show({
      ...whole('hemlig-sammanfattning'),
      actions: [{ what: 'hemlig-handling', who: 'seeker', until: null }],
    })
    await sendLetters(ports)
    const mail = ports.mailer.sent.at(-1)
    expect(mail?.to).toBe('kim@fyrklang.test')
    for (const told of ['hemlig', 'Veta vad jag', 'Våga ringa', 'Anna', talk.secret])
      expect(JSON.stringify(mail)).not.toContain(told)
  })

  it('that is shown twice at the same moment is shown once', async () => {
    await staff('PUT', '/konklusion', { body: whole() })
    const answers = await Promise.all([1, 2, 3].map(() => staff('POST', '/konklusion/readiness', {})))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await letters()).toEqual(['pending seeker'])
  })

  it('that two windows begin at the same moment is one draft', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((n) => staff('PUT', '/konklusion', { body: whole(`Nr ${n}`) })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await staff('GET', '/konklusion')).body).toMatchObject({ konklusion: { version: 1 }, earlierVersions: [] })
  })

  it('is never approved in a version that was replaced in the same moment', async () => {
    await show()
    await staff('PUT', '/konklusion', { body: whole('Rättad.') })
    const [, approval] = await Promise.all([
      staff('POST', '/konklusion/readiness', {}),
      seeker('POST', '/konklusion/approval', { version: 1 }),
    ])
    const { konklusion, earlierVersions } = (await seeker('GET', '/konklusion')).body
    expect(konklusion).toMatchObject({ version: 2, state: 'ready' })
    expect(earlierVersions[0].state).toBe(approval.status === 200 ? 'approved' : 'ready')
  })

  it('follows goals that are renewed, agreed or withdrawn while it is written', async () => {
    await staff('PUT', '/konklusion', { body: whole() })
    await staff('POST', '/room/goals', { goalId: goals[0], text: 'Välja mellan två program' })
    await staff('DELETE', `/room/goals/${goals[1]}`)
    const { konklusion } = (await staff('POST', '/konklusion/readiness', {})).body
    expect(konklusion.body.goals.map(({ wording }: { wording: string }) => wording)).toEqual([
      'Välja mellan två program',
      'Våga ringa skolan',
    ])
  })

  it('refuses what does not fit, and names the field', async () => {
    const before = new Date(startsMs - day).toISOString().slice(0, 10)
    const refused: [unknown, string][] = [
      [{ ...whole(), actions: [{ what: 'x', who: 'seeker', until: before }] }, 'body.actions[0].until'],
      [
        { ...whole(), goals: [{ goalId: seeded.organisation.id, outcome: null, sentence: '' }] },
        'body.goals[0].goalId',
      ],
      [{ ...whole(), links: [{ url: 'javascript:alert(1)', title: '' }] }, 'body.links[0].url'],
      [{ ...whole(), actions: [{ what: 'x', who: 'dog', until: null }] }, 'body.actions[0].who'],
      [{ ...whole(), actions: [{ what: 'x', who: 'seeker', until: '2026-02-30' }] }, 'body.actions[0].until'],
      [{ ...whole(), summary: 'x'.repeat(8001) }, 'body.summary'],
    ]
    for (const [body, field] of refused) {
      const answer = await staff('PUT', '/konklusion', { body })
      expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field])
    }
    expect((await staff('PUT', '/konklusion', {})).status).toBe(422)
    expect((await staff('POST', '/konklusion/readiness', {})).status).toBe(409)
  })

  it('keeps a half-written draft, blanks and all', async () => {
    const body = {
      summary: '',
      goals: [],
      actions: [{ what: '', who: 'seeker', until: null }],
      links: [{ url: 'stude', title: '' }],
    }
    expect((await staff('PUT', '/konklusion', { body })).status).toBe(200)
    const fields = (await staff('POST', '/konklusion/readiness', {})).body.errors.map(
      ({ field }: { field: string }) => field,
    )
    expect(fields).toEqual(
      expect.arrayContaining(['body.summary', 'body.goals[0].outcome', 'body.actions[0].what', 'body.links[0].url']),
    )
  })

  it('is nothing that a companion reads', async () => {
    await show()
    const { secret } = await seedCompanion(ports, talk.id)
    const theirs = { authorization: `Bearer ${secret}` }
    for (const path of ['/konklusion', '/follow-up'])
      expect((await call('GET', `/bookings/${talk.id}${path}`, theirs)).status).toBe(401)
    expect((await call('POST', `/bookings/${talk.id}/konklusion/approval`, theirs, { version: 1 })).status).toBe(401)
  })
})
