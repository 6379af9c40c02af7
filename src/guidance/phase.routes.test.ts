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
