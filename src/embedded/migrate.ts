import { afterwards } from '../afterwards.ts'
import { readConfig } from '../config.ts'
import { connect } from '../db/client.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { random } from '../crypto/random.ts'
import { announce } from './announce.ts'
import { checkKey, newKeyFlag } from './keys.ts'

/** For a program that runs where no start can migrate (Workers): migrates, and prints the set-up link if it is new. */
const config = readConfig(process.env)
if (!config.databaseUrl || !config.publicUrl) throw new Error('DATABASE_URL and PUBLIC_URL must be set.')
await migrateDatabase(config.databaseUrl)
const connection = connect(config.databaseUrl, 1)
if (config.secretKey) {
  const { secretKey: key, secretKeyOld: before, dataDir } = config
  await checkKey(connection.db, { key, before, fresh: false, newOneWanted: process.argv.includes(newKeyFlag), dataDir })
}
await announce(
  {
    clock: { now: () => Date.now() },
    random,
    db: connection.db,
    mailer: { send: async () => ({ delivered: false, permanent: false, reason: 'no letters are sent here' }) },
    video: null,
    settings: {
      publicUrl: config.publicUrl,
      secretKey: config.secretKey ?? '',
      mailFrom: config.mailFrom,
      mailReplyTo: config.mailReplyTo,
      mailbox: false,
      bookingsPerHour: config.bookingsPerHour,
    },
    tellRoom: () => {},
    afterwards: afterwards(),
  },
  { embedded: false, mailbox: false },
)
await connection.close()
