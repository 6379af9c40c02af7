import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { listeningDatabase } from '../../test/setup/listening.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedCompanion, seedTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { goalsOf, logFormChange, proposeGoals } from '../guidance/store.ts'

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

describe('goals in the room', () => {
  it('come from the checklist, are agreed, renewed and kept in every wording', async () => {
    await proposeGoals(db, ports, talk.id, ['Veta vad jag vill läsa', 'Våga ringa skolan'])
    const { body: proposed } = await staff('GET', '/room')
    expect(proposed.goals).toMatchObject([
      { text: 'Veta vad jag vill läsa', state: 'proposed', writtenBy: 'seeker', versions: 1 },
      { text: 'Våga ringa skolan', state: 'proposed' },
    ])
    const [first] = proposed.goals
    expect((await staff('POST', `/room/goals/${first.id}/agreement`, {})).body.goals[0]).toMatchObject({
      state: 'agreed',
      writtenBy: 'seeker',
    })
    const renewed = await staff('POST', '/room/goals', { goalId: first.id, text: 'Välja mellan två program' })
    expect(renewed.body.goals[0]).toMatchObject({ text: 'Välja mellan två program', state: 'agreed', versions: 2 })
    const [kept] = await goalsOf(db, talk.id)
    expect(kept?.history.map(({ text }) => text)).toEqual([
      'Veta vad jag vill läsa',
      'Veta vad jag vill läsa',
      'Välja mellan två program',
    ])
  })

  it('from the checklist follow a changed answer only until somebody has touched them', async () => {
    await proposeGoals(db, ports, talk.id, ['A', 'B'])
    const [a] = (await staff('GET', '/room')).body.goals
    await staff('POST', `/room/goals/${a.id}/agreement`, {})
    await proposeGoals(db, ports, talk.id, ['C'])
    expect(
      (await staff('GET', '/room')).body.goals.map((goal: { text: string; state: string }) => [goal.text, goal.state]),
    ).toEqual([
      ['A', 'agreed'],
      ['C', 'proposed'],
    ])
  })

  it('are proposed by the seeker too, and withdrawn by the counsellor', async () => {
    const { status, body } = await seeker('POST', '/room/goals', { text: '  Hitta en praktikplats ' })
    expect(status).toBe(201)
    expect(body.goals).toMatchObject([{ text: 'Hitta en praktikplats', state: 'proposed', writtenBy: 'seeker' }])
    const { id } = body.goals[0]
    expect((await staff('DELETE', `/room/goals/${id}`)).body.goals).toMatchObject([{ state: 'withdrawn' }])
    expect((await staff('POST', `/room/goals/${id}/agreement`, {})).status).toBe(409)
  })

  it('lose no version when two changes come at the same moment', async () => {
    const { body } = await staff('POST', '/room/goals', { text: 'A' })
    const { id } = body.goals[0]
    const answers = await Promise.all(
      ['B', 'C', 'D', 'E'].map((text) => staff('POST', '/room/goals', { goalId: id, text })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await goalsOf(db, talk.id))[0]?.history.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5])
  })

  it('of another talk cannot be reached through this one', async () => {
    const other = await seedTalk(ports, seeded, { startsMs: startsMs + 120 * minute })
    await proposeGoals(db, ports, other.id, ['Not yours'])
    const [foreign] = await goalsOf(db, other.id)
    expect((await staff('POST', `/room/goals/${foreign?.id}/agreement`, {})).status).toBe(404)
    expect((await staff('POST', '/room/goals', { goalId: foreign?.id, text: 'x' })).status).toBe(404)
    expect((await staff('POST', '/room/goals/not-an-id/agreement', {})).status).toBe(404)
  })

  it('need words, and no more than five hundred letters', async () => {
    for (const text of ['', '   ', 'x'.repeat(501), 7, null, 'nul \u0000', 'half \ud800 a pair']) {
      const { status, body } = await staff('POST', '/room/goals', { text })
      expect([status, body.errors[0].field]).toEqual([422, 'text'])
    }
  })
})

describe('a scale question', () => {
  it('is asked at the start and again at the end, and both readings stand beside each other', async () => {
    const asked = await staff('POST', '/room/scale', { moment: 'start', question: 'Hur säker är du på ditt val?' })
    expect(asked.status).toBe(201)
    expect((await seeker('POST', `/room/scale/${asked.body.scale.id}`, { value: 3 })).body.scale).toMatchObject({
      value: 3,
      open: true,
    })
    await staff('DELETE', `/room/scale/${asked.body.scale.id}`)
    const again = await staff('POST', '/room/scale', { moment: 'end' })
    expect(again.body.scale.question).toBe('Hur säker är du på ditt val?')
    await seeker('POST', `/room/scale/${again.body.scale.id}`, { value: 7 })
    expect((await staff('GET', '')).body.readings).toEqual([
      { question: 'Hur säker är du på ditt val?', start: 3, end: 7 },
    ])
  })

  it('stands open alone: a new one closes the one before', async () => {
    const first = (await staff('POST', '/room/scale', { moment: 'start', question: 'A?' })).body.scale
    await staff('POST', '/room/scale', { moment: 'start', question: 'B?' })
    expect((await seeker('POST', `/room/scale/${first.id}`, { value: 5 })).status).toBe(409)
    const open = (await staff('GET', '/room')).body.readings.filter((reading: { open: boolean }) => reading.open)
    expect(open).toMatchObject([{ question: 'B?' }])
  })

  it('asked twice at the same moment is one open question', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map((n) => staff('POST', '/room/scale', { moment: 'start', question: `Nr ${n}?` })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const { readings } = (await staff('GET', '/room')).body
    expect(readings.filter((reading: { open: boolean }) => reading.open)).toHaveLength(1)
  })

  it('takes a whole number from 1 to 10, which may be changed while it is open', async () => {
    const { id } = (await staff('POST', '/room/scale', { moment: 'start', question: 'A?' })).body.scale
    for (const value of [0, 11, 2.5, '3', null])
      expect((await seeker('POST', `/room/scale/${id}`, { value })).status).toBe(422)
    await seeker('POST', `/room/scale/${id}`, { value: 1 })
    expect((await seeker('POST', `/room/scale/${id}`, { value: 10 })).body.scale.value).toBe(10)
  })

  it('at the end needs words when nothing was asked at the start', async () => {
    const { status, body } = await staff('POST', '/room/scale', { moment: 'end' })
    expect([status, body.errors[0].field]).toEqual([422, 'question'])
  })
})

describe('the phases', () => {
  it('are logged with their times, and stepping back is normal', async () => {
    for (const phase of ['kontakt', 'kontrakt', 'kontrakt', 'kommunikation', 'kontrakt']) {
      expect((await staff('POST', '/room/phase', { phase })).status).toBe(200)
      ports.clock.advance(5 * minute)
    }
    const { steps, phase } = (await staff('GET', '/room')).body
    expect(steps.map((step: { phase: string }) => step.phase)).toEqual([
      'kontakt',
      'kontrakt',
      'kommunikation',
      'kontrakt',
    ])
    expect(new Date(steps[2].at).getTime()).toBe(startsMs + 15 * minute)
    expect(phase).toBe('kontrakt')
  })

  it('are those of the service’s method', async () => {
    expect((await staff('POST', '/room/phase', { phase: 'valuing' })).body.errors[0].field).toBe('phase')
  })
})

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
    await logFormChange(db, ports, talk.id, 'video', 'phone', 'seeker')
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
