import { sql } from 'drizzle-orm'
import type { Column, SQL } from 'drizzle-orm'

/**
 * True of rows whose `column` is one of these, as `inArray` has it, but with the list as one parameter: the statement
 * reads the same for any number of them, so that `.prepare()` lets the server plan it once.
 *
 * @param type of the column in PostgreSQL
 */
export const among = (column: Column, values: readonly string[], type: 'uuid' | 'text' = 'uuid'): SQL =>
  sql`${column} = any(${asList(values)}::${sql.raw(type)}[])`

/** PostgreSQL, 8.15.6: quotes and backslashes of an element stand behind a backslash. */
const asList = (values: readonly string[]) => `{${values.map((value) => JSON.stringify(value)).join(',')}}`
