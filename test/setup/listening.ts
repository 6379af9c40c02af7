import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll } from 'vitest'
import type { Db } from '../../src/db/client.ts'

/**
 * A second connection to a test's database that notes what is asked of it: each statement with its parameters, as
 * one text. Shows what a call reads, whatever it answers.
 */
export function listeningDatabase(url: string): { db: Db; asked: string[] } {
  const asked: string[] = []
  const client = postgres(url, { max: 2, onnotice: () => {} })
  afterAll(() => client.end())
  const db = drizzle(client, {
    casing: 'snake_case',
    logger: { logQuery: (query, params) => void asked.push(`${query} ${JSON.stringify(params)}`) },
  })
  return { db, asked }
}
