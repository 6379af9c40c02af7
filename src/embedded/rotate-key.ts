import { readConfig } from '../config.ts'
import { random } from '../crypto/random.ts'
import { connect } from '../db/client.ts'
import { rewrapKeys } from '../meeting/case-key.store.ts'
import { rehashAddresses } from '../meeting/case-link.store.ts'

/**
 * `npm run rotate-key`: seals the keys of all cases under the new SECRET_KEY, and hashes the addresses by which they are
 * found, while the program runs with both.
 */
const { databaseUrl, secretKey, secretKeyOld } = readConfig(process.env)
if (!databaseUrl || !secretKey || !secretKeyOld)
  throw new Error('DATABASE_URL, SECRET_KEY (the new one) and SECRET_KEY_OLD (the one before) must be set.')
const connection = connect(databaseUrl, 1)
const ports = { db: connection.db, random, settings: { secretKey, secretKeyOld } }
const { rewrapped, strange } = await rewrapKeys(ports, secretKeyOld)
await rehashAddresses(ports)
await connection.close()
console.log(`${rewrapped} keys of cases were brought over to the new SECRET_KEY.`)
if (strange > 0) {
  console.error(`${strange} are under another key than these two: run this again with that one as SECRET_KEY_OLD.`)
  process.exitCode = 1
}
