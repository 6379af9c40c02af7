import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const migrations = fileURLToPath(new URL('../../drizzle', import.meta.url))
/** Any number will do, as long as nothing else on this database locks it. */
const lock = 4_041_998

/**
 * Brings the database to the newest shape. Instances that start together wait for one another: the lock
 * belongs to the connection, so it ends with a killed one.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await client`select pg_advisory_lock(${lock})`
    await migrate(drizzle(client), { migrationsFolder: migrations })
  } finally {
    await client.end({ timeout: 5 })
  }
}
