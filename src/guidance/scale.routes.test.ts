import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)
const day = 86_400_000

let anna: Record<string, string>
let talk: TestTalk
let startsMs = testNow

/** Every test has its own day, and stands at the start of its talk. */
beforeEach(async () => {
  startsMs += day
  ports.clock.set(startsMs)
  anna = await signedIn(app, ports, seeded.counsellors[0].id)
  talk = await seedTalk(ports, seeded, { startsMs })
})

const call = callerOf(app)
const staff = (method: string, path: string, body?: unknown) =>
  call(method, `/staff/talks/${talk.id}${path}`, anna, body)
const seeker = (method: string, path: string, body?: unknown) =>
  call(method, `/bookings/${talk.id}${path}`, { authorization: `Bearer ${talk.secret}` }, body)

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
