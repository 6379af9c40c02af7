import { drizzle } from 'drizzle-orm/postgres-js'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

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

type Connection = { db: Db; close(): Promise<void> }

/**
 * Opens a lazy connection pool: nothing is sent before the first query.
 *
 * @param url a `postgres://` address
 * @param most connections at once; 5 on Workers, where six sockets may be open in a request
 */
export function connect(url: string, most = 10): Connection {
  const client = postgres(url, {
    max: most,
    idle_timeout: 30,
    connect_timeout: 5,
    // Seconds before the next attempt to connect. The driver's own grow to 20: so long a call would hang instead of
    // being told that the database is away, and so late would it be noticed that it is back.
    backoff: (attempts: number) => Math.min(0.05 * 2 ** attempts, 0.5),
    onnotice: () => {},
    // Drizzle lets the server keep only what ends in `.prepare(name)`; all else is parsed anew, in two round trips
    // instead of one. What a booking under contention runs is prepared: 1.5 x as many are decided a second.
    prepare: true,
  })
  return { db: drizzle(client, { casing: 'snake_case' }), close: () => client.end({ timeout: 5 }) }
}
