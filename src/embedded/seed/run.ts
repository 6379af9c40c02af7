import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { afterwards } from '../../afterwards.ts'
import { serviceAvailability, servicesOffered } from '../../availability/store.ts'
import { newestVersionId } from '../../checklist/store.ts'
import type { Config } from '../../config.ts'
import { random } from '../../crypto/random.ts'
import { connect } from '../../db/client.ts'
import { createDatabase } from '../../db/create.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { isDatabaseAway } from '../../http/problem.ts'
import { firstOrganisation } from '../../people/store.ts'
import type { Ports } from '../../ports.ts'
import { holdFolder } from '../instance.ts'
import { startPostgres } from '../postgres.ts'
import { makeSampleData } from '../sample.ts'
import { settingsOrEnd } from '../settings.ts'
import { planTalks } from './plan.ts'
import { timesBackFrom } from './times.ts'
import { writeTalks } from './write.ts'

// `npm run seed -- --talks 2000`: fills the sample organisation with made-up talks, so that the database looks lived in.
// Joins the database of a running program; starts the embedded one, and ends it again, when none runs.

const usual = 500
const atATime = 200
const aheadMs = 21 * 86_400_000

const kept = z.object({ port: z.int(), password: z.string() })
const say = (line: string) => console.log(line)

const { values } = parseArgs({ options: { talks: { type: 'string', default: String(usual) } } })
const wanted = z.coerce.number().int().min(1).max(100_000).safeParse(values.talks)
if (!wanted.success) {
  console.error(`--talks was ${values.talks}, but must be a whole number from 1 to 100000.`)
  process.exit(1)
}
async function seed(databaseUrl: string, most: number): Promise<void> {
  const connection = connect(databaseUrl, 2)
  try {
    const ports = portsOf(connection.db)
    await makeSampleData(ports)
    const organisation = await firstOrganisation(ports.db)
    if (!organisation?.sample) {
      console.error('This database has an organisation of its own. Made-up talks go only into sample data.')
      process.exitCode = 1
      return
    }
    say(`${await fill(ports, organisation.id, most)} talks were written into ${organisation.name}.`)
  } finally {
    await connection.close()
  }
}

async function fill(ports: Ports, organisationId: string, most: number): Promise<number> {
  const nowMs = ports.clock.now()
  const offered = (await servicesOffered(ports.db)).find(({ organisation }) => organisation.id === organisationId)
  const availability = offered && (await serviceAvailability(ports.db, offered.id, nowMs - 1, nowMs))
  if (!availability) throw new Error('The sample organisation offers no service.')
  const { service } = availability
  const checklistVersionId =
    service.checklistTemplateId && (await newestVersionId(ports.db, service.checklistTemplateId))
  const planned = planTalks(timesBackFrom(availability, nowMs + aheadMs), most, nowMs)
  const cases = new Map<number, string>()
  let written = 0
  for (let first = 0; first < planned.length; first += atATime) {
    const some = planned.slice(first, first + atATime)
    const place = { organisationId, service, checklistVersionId, nowMs, cases }
    written += await ports.db.transaction((tx) => writeTalks(tx, ports, place, some))
    say(`${Math.min(first + atATime, planned.length)} of ${planned.length}`)
  }
  await ports.db.execute('analyze')
  return written
}

const portsOf = (db: Ports['db']): Ports => ({
  clock: { now: () => Date.now() },
  random,
  db,
  mailer: { send: async () => ({ delivered: false, permanent: false, reason: 'no letters are sent here' }) },
  video: null,
  settings: {
    publicUrl: '',
    secretKey: '',
    mailFrom: { name: '', address: '' },
    mailReplyTo: null,
    mailbox: false,
    bookingsPerHour: null,
  },
  tellRoom: () => {},
  afterwards: afterwards(),
})

async function withDatabase(config: Config, work: (url: string) => Promise<void>): Promise<void> {
  if (config.databaseUrl) {
    await migrateDatabase(config.databaseUrl)
    return work(config.databaseUrl)
  }
  const folder = resolve(config.dataDir)
  const running = await runningDatabase(folder)
  if (running) return work(running)
  const giveBack = await holdFolder(folder)
  const postgres = await startPostgres(folder, { say })
  try {
    await createDatabase(postgres.urlOf('postgres'), 'fyrklang')
    await migrateDatabase(postgres.urlOf('fyrklang'))
    await work(postgres.urlOf('fyrklang'))
  } finally {
    await postgres.stop()
    giveBack()
  }
}

/** The database of a program that runs on this folder; null when it does not answer. */
async function runningDatabase(folder: string): Promise<string | null> {
  const file = join(folder, 'postgres.json')
  if (!existsSync(file)) return null
  const { port, password } = kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  const url = `postgres://fyrklang:${password}@127.0.0.1:${port}/fyrklang`
  try {
    await migrateDatabase(url)
    return url
  } catch (error) {
    if (isDatabaseAway(error)) return null
    throw error
  }
}

await withDatabase(settingsOrEnd(), (url) => seed(url, wanted.data))
