import { sql } from 'drizzle-orm'
import type { Tx } from '../../src/db/client.ts'

/**
 * Everything that stands in a database, as rows of JSON by table: what a release leaves behind for the next one to
 * migrate. `keys` open what is in it.
 */
export type Release = {
  /** Tag of the newest migration that the release had. */
  migration: string
  /** Instant at which it was made, epoch ms. */
  atMs: number
  keys: {
    secretKey: string
    secret: string
    code: string
    companionSecret: string
    bookingId: string
    counsellorEmail: string
  }
  tables: Record<string, unknown[]>
}

export async function tablesOf(tx: Tx): Promise<Release['tables']> {
  const tables = await tx.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const filled: Release['tables'] = {}
  for (const { name } of tables) {
    const [row] = await tx.execute<{ rows: unknown[] | null }>(
      sql`select jsonb_agg(to_jsonb(one)) as rows from ${sql.identifier(name)} one`,
    )
    if (row?.rows) filled[name] = row.rows
  }
  return filled
}

/** Puts the rows back. Foreign keys and triggers wait until all are there. */
export async function fill(tx: Tx, tables: Release['tables']): Promise<void> {
  await tx.execute(sql`set session_replication_role = replica`)
  for (const [name, rows] of Object.entries(tables)) {
    const columns = await tx.execute<{ name: string }>(
      sql`select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${name} and is_generated = 'NEVER'`,
    )
    const list = sql.join(
      columns.map((column) => sql.identifier(column.name)),
      sql`, `,
    )
    await tx.execute(
      sql`insert into ${sql.identifier(name)} (${list})
        select ${list} from jsonb_populate_recordset(null::${sql.identifier(name)}, ${JSON.stringify(rows)}::jsonb)`,
    )
  }
  await tx.execute(sql`set session_replication_role = origin`)
}
