import { eq, sql } from 'drizzle-orm'
import { calendarException, service, serviceCounsellor, weeklyHours } from '../../src/availability/schema.ts'
import { addSeeker, addTalks } from '../setup/many-talks.ts'
import type { Db } from '../../src/db/client.ts'
import { random } from '../../src/crypto/random.ts'
import { seedOrganisation, seedStaff } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { appServer, clientOf } from './booking-scene.ts'
import { atMost } from './figure.ts'
import type { Figure } from './figure.ts'
import { withDatabase } from './own-database.ts'
import { availabilityOf, sceneStart } from './slots-scene.ts'

/** The scene of the core, in tables and through HTTP: the middle of 15 answers. */
export function slotsOverHttp(): Promise<Figure[]> {
  return withDatabase(async ({ db }) => {
    const { serviceId, expected } = await seedScene(db)
    const server = await appServer(testPorts(db, { now: sceneStart - 3_600_000 }))
    const client = clientOf(server.port, 1)
    const path = `/api/services/${serviceId}/slots?from=${iso(sceneStart)}&to=${iso(sceneStart + 56 * 86_400_000)}`
    const times: number[] = []
    for (let round = 0; round < 15; round++) {
      const started = performance.now()
      const { status, body } = await client.call('GET', path)
      times.push(performance.now() - started)
      const { slots }: { slots: unknown[] } = JSON.parse(body)
      if (status !== 200 || slots.length !== expected)
        throw new Error(`${status} with ${slots.length} slots of ${expected}`)
    }
    client.close()
    await server.close()
    return [atMost('slots_http_ms', times.sort((a, b) => a - b)[7] ?? NaN, 100, 'ms')]
  })
}

const iso = (ms: number) => new Date(ms).toISOString()

async function seedScene(db: Db): Promise<{ serviceId: string; expected: number }> {
  const { freeSlots } = await import('../../src/availability/slot.ts')
  const { rules, counsellors, span } = availabilityOf(20, 56)
  const {
    organisation,
    services: [talk],
  } = await seedOrganisation(db)
  await db.update(service).set(rules).where(eq(service.id, talk.id))
  await db.delete(serviceCounsellor)
  const at = new Date(span.now)
  const caseId = await addSeeker(db, span.now)
  for (const { id: name, weekly, extra, absences, busy } of counsellors) {
    const { id: counsellorId } = await seedStaff(db, organisation.id, name, { counsellor: true })
    const id = () => random.uuid(span.now)
    const range = ({ from, until }: { from: number; until: number }) => ({
      startsAt: new Date(from),
      endsAt: new Date(until),
    })
    await db.insert(serviceCounsellor).values({ serviceId: talk.id, counsellorId })
    await db.insert(weeklyHours).values(weekly.map((hours) => ({ ...hours, id: id(), counsellorId })))
    await db.insert(calendarException).values([
      ...extra.map((time) => ({ ...range(time), kind: 'extra' as const, id: id(), counsellorId, createdAt: at })),
      ...absences.map((time) => ({
        ...range(time),
        kind: 'absence' as const,
        id: id(),
        counsellorId,
        createdAt: at,
      })),
    ])
    await addTalks(
      db,
      busy.map((time) => ({
        ...time,
        caseId,
        organisationId: organisation.id,
        service: talk,
        counsellorId,
        atMs: span.now,
      })),
    )
  }
  await db.execute(sql`analyze`)
  return { serviceId: talk.id, expected: freeSlots(rules, counsellors, span).length }
}
