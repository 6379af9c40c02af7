import { sql } from 'drizzle-orm'
import type { Db } from '../../src/db/client.ts'

/** Columns of any table, as `table.column`, in which one of these texts stands somewhere. */
export async function columnsHolding(db: Db, ...texts: string[]): Promise<string[]> {
  const columns = await db.execute<{ table: string; column: string }>(sql`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where table_schema = 'public' and t.table_type = 'BASE TABLE'`)
  const found: string[] = []
  for (const { table, column } of columns) {
    const holds = texts.map((text) => sql`strpos(${sql.identifier(column)}::text, ${text}) > 0`)
    const [row] = await db.execute(
      sql`select 1 from ${sql.identifier(table)} where ${sql.join(holds, sql` or `)} limit 1`,
    )
    if (row) found.push(`${table}.${column}`)
  }
  return found
}
