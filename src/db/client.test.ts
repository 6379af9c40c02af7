import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'

const { db } = await testDatabase()

test('a fresh database keeps the promise against double booking', async () => {
  const found = await db.execute(sql`select conname from pg_constraint where conname = 'host_busy' and contype = 'x'`)
  expect(found).toHaveLength(1)
})

test('every column that names a row of another table has a foreign key', async () => {
  const loose = await db.execute<{ at: string }>(sql`
    select c.table_name || '.' || c.column_name as at
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name like '%\\_id' and not exists (
      select from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey)
      where f.contype = 'f' and f.conrelid = format('%I', c.table_name)::regclass and a.attname = c.column_name)
    order by 1`)
  expect(loose.map(({ at }) => at)).toEqual([
    // Names of things elsewhere: better-auth's of a sign-in service, and a mail's own.
    'account.account_id',
    'account.provider_id',
    'caught_mail.message_id',
  ])
})

test('every foreign key has an index, so that a delete scans no table', async () => {
  const bare = await db.execute<{ at: string }>(sql`
    select f.conrelid::regclass || '.' || a.attname as at
    from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
    where f.contype = 'f' and f.connamespace = 'public'::regnamespace and not exists (
      select from pg_index i where i.indrelid = f.conrelid and i.indkey[0] = f.conkey[1])
    order by 1`)
  expect(bare.map(({ at }) => at)).toEqual([])
})
