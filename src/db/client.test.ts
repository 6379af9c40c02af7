import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'

const { db } = await testDatabase()

test('a fresh database has the tables and the promise against double booking', async () => {
  const found = await db.execute(sql`select conname from pg_constraint where conname = 'booking_counsellor_busy'`)
  expect(found).toHaveLength(1)
})
