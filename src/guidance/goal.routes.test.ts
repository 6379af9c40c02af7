import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { goalsOf, proposeGoals } from './goal.store.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
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
const seeker = (method: string, path: string, body?: unknown) =>
  call(method, `/bookings/${talk.id}${path}`, { authorization: `Bearer ${talk.secret}` }, body)

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
    const [kept] = await goalsOf(db, ports, talk.id)
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
    expect((await goalsOf(db, ports, talk.id))[0]?.history.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5])
  })

  it('of another talk cannot be reached through this one', async () => {
    const other = await seedTalk(ports, seeded, { startsMs: startsMs + 120 * minute })
    await proposeGoals(db, ports, other.id, ['Not yours'])
    const [foreign] = await goalsOf(db, ports, other.id)
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
