import { sql } from 'drizzle-orm'
import type { Db } from '../../src/db/client.ts'

/** Counted attempts, prolonged sessions and the audit are written for refused calls, too. */
const besides = ['rate_window', 'auth_session', 'audit_entry']

/**
 * What is in the database, in short: for each table the number of rows and the newest transaction that wrote
 * one of them. The same before and after means that nothing was written, and nothing was half-written.
 */
export async function fingerprintOf(db: Db): Promise<() => Promise<Record<string, string>>> {
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const counted = tables
    .filter(({ name }) => !besides.includes(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) as rows from "${name}"`,
    )
  const query = sql.raw(counted.join(' union all '))
  return async () =>
    Object.fromEntries((await db.execute<{ name: string; rows: string }>(query)).map(({ name, rows }) => [name, rows]))
}
