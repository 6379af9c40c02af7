import { resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { random } from '../crypto/random.ts'
import { connect } from '../db/client.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { rotateKey } from '../flows/rotate-key.ts'
import { holdFolder } from './instance.ts'
import { keptSecretKey } from './keys.ts'
import { startPostgres } from './postgres.ts'

/**
 * `npm run rotate-key`: brings all that hangs on SECRET_KEY_OLD over to SECRET_KEY. With a database of its own the
 * program has to stand still: this starts that database and stops it again.
 */
const config = readConfig(process.env)
const { databaseUrl, secretKey } = config
const dataDir = resolve(config.dataDir)
const secretKeyOld = config.secretKeyOld ?? (databaseUrl ? null : keptSecretKey(dataDir, false).key)
if (!secretKey || !secretKeyOld || secretKey === secretKeyOld)
  throw new Error(
    'SECRET_KEY must be the new key, and SECRET_KEY_OLD the one before. Without SECRET_KEY_OLD and DATABASE_URL that is what stands in the file secret-key of the data folder.',
  )
if (databaseUrl) await rotate(databaseUrl, secretKey, secretKeyOld)
else await withOwnDatabase((url) => rotate(url, secretKey, secretKeyOld))

async function rotate(url: string, secretKey: string, secretKeyOld: string): Promise<void> {
  const { db, close } = connect(url, 1)
  const clock = { now: () => Date.now() }
  const done = await rotateKey({ db, random, clock, settings: { secretKey, secretKeyOld } }).finally(close)
  if (!done) throw new Error('The database is in use with neither of these two keys: nothing was changed.')
  console.log(`${done.rewrapped} keys of cases were brought over to the new SECRET_KEY.`)
  if (done.strange === 0) return
  console.error(`${done.strange} are under another key than these two: run this again with that one as SECRET_KEY_OLD.`)
  process.exitCode = 1
}

async function withOwnDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const giveBack = await holdFolder(dataDir)
  try {
    const server = await startPostgres(dataDir, { say: console.log })
    try {
      const url = server.urlOf('fyrklang')
      await migrateDatabase(url)
      await work(url)
    } finally {
      await server.stop()
    }
  } finally {
    giveBack()
  }
}
