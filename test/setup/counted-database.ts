import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Db } from '../../src/db/client.ts'

/**
 * A connection that keeps what it is asked, as the driver sends it: `begin` and `commit` among them. One connection,
 * so that nothing is asked besides.
 */
export async function countedDatabase(url: string): Promise<{ db: Db; statements: string[]; close(): Promise<void> }> {
  const statements: string[] = []
  const client = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: () => {},
    debug: (_connection, statement) => void statements.push(statement),
  })
  return { db: drizzle(client, { casing: 'snake_case' }), statements, close: () => client.end({ timeout: 5 }) }
}
