import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { callerOf } from '../../test/setup/call.ts'
import { countedDatabase } from '../../test/setup/counted-database.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { listeningDatabase } from '../../test/setup/listening.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedCompanion, seedTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { proposeGoals } from '../guidance/goal.store.ts'
import { approve, showDraft, writeDraft } from '../guidance/konklusion.store.ts'
import { logFormChange } from '../meeting/form-change.store.ts'

const { db, url } = await testDatabase()
const ports = testPorts(db)
const listening = listeningDatabase(url)
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)
const minute = 60_000

let anna: Record<string, string>
let talk: TestTalk
let startsMs = testNow

/** Every test has its own day, and stands at the start of its talk. */
beforeEach(async () => {
  startsMs += 24 * 60 * minute
  ports.clock.set(startsMs)
  anna = await signedIn(app, ports, seeded.counsellors[0].id)
  talk = await seedTalk(ports, seeded, { startsMs })
})

const call = callerOf(app)
const staff = (method: string, path: string, body?: unknown) =>
  call(method, `/staff/talks/${talk.id}${path}`, anna, body)
const bearer = (secret = talk.secret) => ({ authorization: `Bearer ${secret}` })
const seeker = (method: string, path: string, body?: unknown) =>
  call(method, `/bookings/${talk.id}${path}`, bearer(), body)

describe('private notes', () => {
  it('are found in no answer to anybody else: seeker, companion, colleague or coordinator', async () => {
    const secretWords = 'hemlig-anteckning-9f3'
    expect((await staff('PUT', '/notes', { text: secretWords })).status).toBe(200)
    expect((await staff('GET', '/notes')).body.text).toBe(secretWords)
    expect((await staff('GET', '')).body.notes).toBe(secretWords)
    await staff('PUT', '/konklusion', { body: { summary: 'Klart.', goals: [], actions: [], links: [] } })
    await staff('POST', '/konklusion/readiness', {})

    const companion = await seedCompanion(ports, talk.id)
    const bo = await signedIn(app, ports, seeded.counsellors[1].id)
    const siv = await signedIn(app, ports, seeded.coordinator.id)
    const guests = ['', '/room', '/checklist', '/konklusion', '/follow-up', '/companions', '/calendar.ics'].map(
      (path) => `/bookings/${talk.id}${path}`,
    )
    const ofStaff = ['', '/room', '/notes', '/konklusion', '/follow-up/slots', '/attendance', '/checklist'].map(
      (path) => `/staff/talks/${talk.id}${path}`,
    )
    const planning = [
      '/staff/talks',
      '/staff/follow-ups',
      '/staff/letters',
      '/staff/counsellors',
      '/staff/services',
      '/staff/waiting',
      '/case',
    ]
    let read = 0
    for (const who of [bearer(), bearer(companion.secret), bo, siv]) {
      for (const path of [...guests, ...ofStaff, ...planning]) {
        const answer = await app.request(`/api${path}`, { headers: who })
        if (answer.status === 200) read++
        expect(await answer.text(), path).not.toContain(secretWords)
      }
    }
    expect(read).toBeGreaterThan(10)
  })
})

describe('who reads a talk', () => {
  it('is its own counsellor, and neither a colleague nor the coordinator', async () => {
    const bo = await signedIn(app, ports, seeded.counsellors[1].id)
    const siv = await signedIn(app, ports, seeded.coordinator.id)
    const paths = ['', '/notes', '/konklusion', '/follow-up/slots']
    for (const path of paths) {
      expect((await call('GET', `/staff/talks/${talk.id}${path}`, bo)).status).toBe(404)
      expect((await call('GET', `/staff/talks/${talk.id}${path}`, siv)).status).toBe(403)
      expect((await call('GET', `/staff/talks/${talk.id}${path}`, {})).status).toBe(401)
      expect((await call('GET', `/staff/talks/${talk.id}${path}`, bearer())).status).toBe(401)
    }
    expect((await call('GET', '/staff/talks', bo)).body.talks).toEqual([])
  })

  it('is not found by an id that is none', async () => {
    expect((await call('GET', '/staff/talks/nonsense', anna)).status).toBe(404)
    expect((await call('GET', `/staff/talks/${seeded.organisation.id}`, anna)).status).toBe(404)
  })
})

it('the page of a talk costs at most thirteen statements, signing in, the audit and an agreed next talk among them', async () => {
  ports.clock.set(startsMs + 40 * minute)
  const { slots } = (await staff('GET', '/follow-up/slots')).body
  expect((await staff('PUT', '/follow-up', { kind: 'talk', start: slots[0].start })).status).toBe(200)
  const counted = await countedDatabase(url)
  const counting = callerOf(createApp(() => ({ ...ports, db: counted.db })))
  const page = await counting('GET', `/staff/talks/${talk.id}`, anna)
  const asked = [...counted.statements]
  await counted.close()
  expect(page.body.followUp.nextBooking.start).toBe(slots[0].start)
  expect(asked.length).toBeLessThanOrEqual(13)
})

describe('what a returning seeker comes with', () => {
  it('is what was said with the same organisation: what another one wrote is not shown', async () => {
    const before = (daysAgo: number) => ({ startsMs: startsMs - daysAgo * 24 * 60 * minute, caseId: talk.caseId })
    const elsewhere = await seedOrganisation(db)
    const [here, there] = [
      await seedTalk(ports, seeded, { ...before(400), counsellorId: seeded.counsellors[1].id }),
      await seedTalk(ports, elsewhere, before(390)),
    ]
    for (const [{ id }, organisation] of [[here, 'here'] as const, [there, 'there'] as const]) {
      const body = { summary: `written ${organisation}`, goals: [], actions: [], links: [] }
      await writeDraft(db, ports, id, body)
      await showDraft(db, ports, id, body)
      await approve(db, ports, id, 1)
    }
    const { text, body } = await staff('GET', '')
    expect(body.earlier).toMatchObject([{ id: here.id, konklusion: { summary: 'written here' } }])
    expect(text).not.toContain('there')
    const cas = await signedIn(app, ports, elsewhere.counsellors[0].id)
    const theirs = await call('GET', `/staff/talks/${there.id}`, cas)
    expect([theirs.status, theirs.body.earlier]).toEqual([200, []])
    expect((await call('GET', `/staff/talks/${here.id}`, cas)).status).toBe(404)
  })
})

describe('the counsellor’s day', () => {
  it('shows a talk with its goals, its answers and what is left to write', async () => {
    await proposeGoals(db, ports, talk.id, ['Veta vad jag vill läsa'])
    const { talks, leftToWrite } = (await call('GET', '/staff/talks', anna)).body
    const mine = talks.find((each: { id: string }) => each.id === talk.id)
    expect(mine).toMatchObject({
      state: 'booked',
      alias: 'Kim',
      goals: ['Veta vad jag vill läsa'],
      konklusion: null,
      toWrite: false,
      roomOpen: false,
      waiting: [],
    })
    expect(mine.wall.zone).toBe('Europe/Stockholm')
    expect(leftToWrite.map((each: { id: string }) => each.id)).not.toContain(talk.id)
  })

  it('keeps a held talk in sight until the seeker can read its Konklusion, however long ago it was', async () => {
    await staff('POST', '/ending', { outcome: 'held' })
    ports.clock.advance(60 * 24 * 60 * minute)
    anna = await signedIn(app, ports, seeded.counsellors[0].id)
    const left = async () =>
      (await call('GET', '/staff/talks', anna)).body.leftToWrite.map((each: { id: string }) => each.id)
    expect(await left()).toContain(talk.id)
    await staff('PUT', '/konklusion', { body: { summary: 'Klart.', goals: [], actions: [], links: [] } })
    expect(await left()).toContain(talk.id)
    await staff('POST', '/konklusion/readiness', {})
    expect(await left()).not.toContain(talk.id)
    ports.clock.set(startsMs)
  })

  it('reads nothing of a talk whose Konklusion is out, to say what is left to do', async () => {
    const written = await seedTalk(ports, seeded, { startsMs: startsMs + 120 * minute })
    for (const { id } of [talk, written]) await call('POST', `/staff/talks/${id}/ending`, anna, { outcome: 'held' })
    await call('PUT', `/staff/talks/${written.id}/konklusion`, anna, {
      body: { summary: 'Klart.', goals: [], actions: [], links: [] },
    })
    await call('POST', `/staff/talks/${written.id}/konklusion/readiness`, anna, {})
    ports.clock.advance(60 * 24 * 60 * minute)
    anna = await signedIn(app, ports, seeded.counsellors[0].id)
    const { db: itself } = ports
    ports.db = listening.db
    const { leftToWrite } = (await call('GET', '/staff/talks', anna)).body
    ports.db = itself
    ports.clock.set(startsMs)
    expect(leftToWrite.map(({ id }: { id: string }) => id)).toContain(talk.id)
    expect(listening.asked.filter((statement) => statement.includes(talk.id))).not.toEqual([])
    expect(listening.asked.filter((statement) => statement.includes(written.id))).toEqual([])
  })

  it('says that the seeker has commented, until a correction is out or the Konklusion is approved', async () => {
    const body = { summary: 'Klart.', goals: [], actions: [], links: [] }
    await staff('POST', '/ending', { outcome: 'held' })
    const commented = async () =>
      (await call('GET', '/staff/talks', anna)).body.commented.map((each: { id: string }) => each.id)
    await staff('PUT', '/konklusion', { body })
    await staff('POST', '/konklusion/readiness', {})
    expect(await commented()).toEqual([])
    await seeker('POST', '/konklusion/comments', { text: 'Det var två program' })
    expect(await commented()).toEqual([talk.id])
    await staff('PUT', '/konklusion', { body: { ...body, summary: 'Två program.' } })
    expect(await commented()).toEqual([talk.id])
    await staff('POST', '/konklusion/readiness', {})
    expect(await commented()).toEqual([])
    await seeker('POST', '/konklusion/comments', { text: 'Nu stämmer det' })
    await seeker('POST', '/konklusion/approval', { version: 2 })
    expect(await commented()).toEqual([])
  })

  it('says so until the comment is answered, and again when the seeker says more', async () => {
    const body = { summary: 'Klart.', goals: [], actions: [], links: [] }
    await staff('POST', '/ending', { outcome: 'held' })
    await staff('PUT', '/konklusion', { body })
    await staff('POST', '/konklusion/readiness', {})
    const commented = async () => {
      const { body } = await call('GET', '/staff/talks', anna)
      return body.commented.map((each: { id: string }) => each.id)
    }
    const say = (text: string) => {
      ports.clock.advance(1000)
      return seeker('POST', '/konklusion/comments', { text })
    }
    await say('Det var två program')
    ports.clock.advance(1000)
    expect((await staff('POST', '/konklusion/answers', { text: 'Vi valde bort det ena' })).status).toBe(201)
    expect(await commented()).toEqual([])
    await say('Det minns jag inte')
    expect(await commented()).toEqual([talk.id])
  })

  it('answers for at most 62 days at once', async () => {
    expect((await call('GET', '/staff/talks?from=2026-10-01&to=2026-12-31', anna)).status).toBe(422)
    expect((await call('GET', '/staff/talks?from=2026-10-01', anna)).status).toBe(200)
    expect((await call('GET', '/staff/talks?from=soon', anna)).status).toBe(422)
  })

  it('lets the counsellor cancel, with a reason that stays in the record', async () => {
    ports.clock.set(startsMs - 24 * 60 * minute)
    const { status, body } = await staff('DELETE', '', { reason: 'Sjuk' })
    expect([status, body.state, body.cancelledBy, body.cancelReason]).toEqual([200, 'cancelled', 'counsellor', 'Sjuk'])
    expect(body.letters.filter((letter: { kind: string }) => letter.kind === 'cancelled')).not.toHaveLength(0)
    expect((await staff('POST', '/ending', { outcome: 'held' })).status).toBe(409)
    expect((await staff('POST', '/room/goals', { text: 'x' })).status).toBe(409)
  })

  it('shows the phone number only when the talk is by phone, or a call was agreed', async () => {
    await seeker('PATCH', '', { phone: '070-123 45 67' })
    expect((await staff('GET', '')).body.phone).toBeNull()
    await staff('PUT', '/follow-up', { kind: 'call', dueOn: '2027-01-15' })
    expect((await staff('GET', '')).body.phone).toBe('0701234567')
    await staff('PUT', '/follow-up', { kind: 'welcome_back' })
    expect((await staff('GET', '')).body.phone).toBeNull()
    await seeker('PATCH', '', { form: 'phone' })
    expect((await staff('GET', '')).body.phone).toBe('0701234567')
  })

  it('shows in the record that a talk went on in another form', async () => {
    await logFormChange(db, ports, talk.meetingId, { from: 'video', to: 'phone', by: 'seeker' })
    expect((await staff('GET', '')).body.formChanges).toMatchObject([{ from: 'video', to: 'phone', by: 'seeker' }])
  })
})

describe('the ending of a talk', () => {
  it.each(['held', 'no_show_seeker', 'no_show_counsellor', 'broken_off'])(
    'can be %s, and is one record',
    async (outcome) => {
      const { status, body } = await staff('POST', '/ending', { outcome })
      expect([status, body.outcome]).toEqual([200, outcome])
      expect((await staff('GET', '')).body).toMatchObject({
        state: outcome,
        outcome,
        roomOpen: false,
        toWrite: outcome === 'held',
      })
    },
  )

  it('can be corrected, and closes the scale question that stood open', async () => {
    const { id } = (await staff('POST', '/room/scale', { moment: 'start', question: 'A?' })).body.scale
    await staff('POST', '/ending', { outcome: 'no_show_seeker' })
    expect((await staff('POST', '/ending', { outcome: 'held' })).status).toBe(200)
    expect((await seeker('POST', `/room/scale/${id}`, { value: 5 })).status).toBe(409)
    expect((await seeker('POST', '/room/goals', { text: 'Too late' })).status).toBe(409)
  })

  it('is no no-show before the talk has begun', async () => {
    ports.clock.set(startsMs - minute)
    expect((await staff('POST', '/ending', { outcome: 'no_show_seeker' })).status).toBe(409)
    expect((await staff('POST', '/ending', { outcome: 'held' })).status).toBe(200)
  })

  it('is one of four', async () => {
    expect((await staff('POST', '/ending', { outcome: 'moved' })).status).toBe(422)
  })
})
