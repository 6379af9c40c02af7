import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/setup/database.ts'
import { testPorts } from '../../../test/setup/ports.ts'
import { serviceAvailability, servicesOffered } from '../../availability/store.ts'
import { newestVersionId } from '../../checklist/store.ts'
import { konklusionStates } from '../../guidance/konklusion.store.ts'
import { openTalks, talksOfCounsellor } from '../../meeting/talk.store.ts'
import { makeSampleData } from '../sample.ts'
import { planTalks } from './plan.ts'
import { timesBackFrom } from './times.ts'
import { writeTalks } from './write.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const nowMs = ports.clock.now()
const dayMs = 86_400_000
await makeSampleData(ports)
const [offered] = await servicesOffered(db)
const availability = offered && (await serviceAvailability(db, offered.id, nowMs - 1, nowMs))
if (!availability) throw new Error('the sample organisation offers nothing')
const { service, counsellors } = availability
const times = () => timesBackFrom(availability, nowMs + 21 * dayMs)

describe('made-up talks', () => {
  test('are the same with every run, some ahead and most over, and never two of a counsellor at once', () => {
    const planned = planTalks(times(), 400, nowMs)
    expect(planned).toHaveLength(400)
    expect(planTalks(times(), 400, nowMs)).toEqual(planned)
    const ahead = planned.filter(({ startMs }) => startMs > nowMs)
    expect(ahead.length).toBeGreaterThan(10)
    expect(ahead.length).toBeLessThan(200)
    expect(ahead.every(({ outcome }) => outcome === null || outcome === 'cancelled')).toBe(true)
    for (const { id } of counsellors) {
      const starts = planned.filter(({ counsellorId }) => counsellorId === id).map(({ startMs }) => startMs)
      const gaps = starts.slice(1).map((start, index) => (starts[index] ?? 0) - start)
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual((service.minutes + service.bufferAfterMinutes) * 60_000)
    }
  })
  test('are written with what was in them, and a second run leaves those that are there alone', async () => {
    const checklistVersionId = service.checklistTemplateId && (await newestVersionId(db, service.checklistTemplateId))
    const place = () => ({
      organisationId: offered?.organisation.id ?? '',
      service,
      checklistVersionId,
      nowMs,
      cases: new Map<number, string>(),
    })
    const planned = planTalks(times(), 150, nowMs)
    const write = () => db.transaction((tx) => writeTalks(tx, ports, place(), planned))
    expect(await write()).toBe(150)
    expect(await write()).toBeLessThan(15)
    const [first] = counsellors
    const talks = await talksOfCounsellor(
      db,
      first?.id ?? '',
      new Date(nowMs - 200 * dayMs),
      new Date(nowMs + 60 * dayMs),
    )
    const held = talks.filter(({ state }) => state === 'held')
    expect(held.length).toBeGreaterThan(20)
    const states = await konklusionStates(
      db,
      held.map(({ id }) => id),
    )
    expect(states.size).toBeGreaterThan(held.length / 2)
    expect((await openTalks(ports, talks)).every(({ topic }) => topic !== null)).toBe(true)
  })
})
