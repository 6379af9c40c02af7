import { afterwards } from '../afterwards.ts'
import { readConfig } from '../config.ts'
import { connect } from '../db/client.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { random } from '../crypto/random.ts'
import { announce } from './announce.ts'

/** For a program that runs where no start can migrate (Workers): migrates, and prints the set-up link if it is new. */
const config = readConfig(process.env)
if (!config.databaseUrl || !config.publicUrl) throw new Error('DATABASE_URL and PUBLIC_URL must be set.')
await migrateDatabase(config.databaseUrl)
const connection = connect(config.databaseUrl, 1)
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
