import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../src/app.ts'
import type { Db } from '../../src/db/client.ts'
import { withDatabase } from '../bench/own-database.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testNow, testPorts } from '../setup/ports.ts'
import { seedCompanion, theTalk } from '../setup/talk.ts'
import { tablesOf } from './dump.ts'
import type { Release } from './dump.ts'

// `node test/migrations/keep-release.ts`, once, when a release is made: writes what a database of this release holds to
// `releases/`, for `migrate.test.ts` of every release to come.

const newest = readdirSync(join(import.meta.dirname, '../../drizzle'))
  .filter((file) => file.endsWith('.sql'))
  .sort()
  .at(-1)
  ?.replace('.sql', '')
if (!newest) throw new Error('there are no migrations')

const release = await withDatabase(({ db }) => filled(db, newest))
const file = join(import.meta.dirname, 'releases', `${newest}.json`)
writeFileSync(file, `${JSON.stringify(release, null, 1)}\n`)
console.log(file)

/** A database with a talk that was booked, prepared and shared through the API. */
async function filled(db: Db, migration: string): Promise<Release> {
  const seeded = await seedOrganisation(db, {
    items: [{ id: 'aim', kind: 'goal', audience: ['seeker'], title: { sv: 'Mål', da: 'Mål', en: 'Goal' } }],
  })
  const ports = testPorts(db)
  const app = createApp(() => ports)
  const call = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const answer = await app.request(`/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`)
    return answer.json()
  }
  const wish = {
    serviceId: seeded.services[0].id,
    start: '2026-10-06T08:00:00Z',
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
    alias: 'Kim',
    email: 'kim@example.org',
  }
  const booked = await call('POST', '/bookings', wish, { 'idempotency-key': crypto.randomUUID() })
  const answers = { aim: { kind: 'goal', goals: ['Veta mer'] } }
  await call('PUT', `/bookings/${booked.id}/checklist`, { answers }, { authorization: `Bearer ${booked.secret}` })
  const companion = await seedCompanion(ports, booked.id)
  const { counsellorId } = await theTalk(ports, booked.id)
  const counsellor = seeded.counsellors.find(({ id }) => id === counsellorId)
  return {
    migration,
    atMs: testNow,
    keys: {
      secretKey: ports.settings.secretKey,
      secret: booked.secret,
      code: booked.code,
      companionSecret: companion.secret,
      bookingId: booked.id,
      counsellorEmail: counsellor?.email ?? '',
    },
    tables: await tablesOf(db),
  }
}
