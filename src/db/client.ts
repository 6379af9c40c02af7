import { drizzle } from 'drizzle-orm/postgres-js'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { mark } from './driver-edits.ts'

export type Db = PostgresJsDatabase
/** A transaction, or the database itself: what a store function takes. */
export type Tx = Pick<
  Db,
  | 'select'
  | 'selectDistinct'
  | 'selectDistinctOn'
  | 'insert'
  | 'update'
  | 'delete'
  | 'execute'
  | '$with'
  | 'with'
  | '$count'
>

export type Connection = { db: Db; close(): Promise<void> }

/**
 * Nobody waits longer for the database. The server's own limits come first and leave the connection in use; the
 * driver's deadline is for a server that does not answer at all (stopped, or behind a broken network): it counts from
 * the call, and gives the connection up. So every call can be answered within five seconds.
 */
const deadlineSeconds = 4
const serverLimits = {
  statement_timeout: 3500,
  lock_timeout: 3000,
  // A program that stands still within a transaction keeps others from its rows no longer than this.
  idle_in_transaction_session_timeout: 15_000,
}

/**
 * Opens a lazy connection pool: nothing is sent before the first query.
 *
 * @param url a `postgres://` address
 * @param most connections at once; few on Workers, where six sockets may be open in a request
 * @param pooler true when a pooler stands before the server: PgBouncer and its kin refuse limits among the first words
 * @throws Error when npm installed the driver without mending it (`driver-edits.ts`)
 */
export function connect(url: string, most = 10, { pooler = false } = {}): Connection {
  if (!Reflect.has(postgres, mark))
    throw new Error(
      'The PostgreSQL driver is not mended, so a lost connection could end the program: npm run postinstall',
    )
  const options = {
    max: most,
    idle_timeout: 30,
    connect_timeout: 4,
    deadline: deadlineSeconds,
    connection: pooler ? {} : serverLimits,
    // Seconds before the next attempt to connect. The driver's own grow to 20: so long a call would hang instead of
    // being told that the database is away, and so late would it be noticed that it is back.
    backoff: (attempts: number) => Math.min(0.05 * 2 ** attempts, 0.5),
    onnotice: () => {},
    // Drizzle lets the server keep only what ends in `.prepare(name)`; all else is parsed anew, in two round trips
    // instead of one. What a booking under contention runs is prepared: 1.5 x as many are decided a second.
    prepare: true,
  }
  const client = postgres(url, options)
  return { db: drizzle(client, { casing: 'snake_case' }), close: () => client.end({ timeout: 5 }) }
}
