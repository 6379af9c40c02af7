import { Column, is, sql } from 'drizzle-orm'
import type { SQLWrapper } from 'drizzle-orm'
import type { Tx } from './client.ts'

/** A Drizzle select of columns and expressions that nobody has awaited yet. */
type Select = PromiseLike<unknown[]> & SQLWrapper & { _: { selectedFields: unknown } }

/**
 * Several readings in one statement, so that a page which needs a dozen small ones costs one round trip. Each comes
 * back as it would if it were awaited by itself.
 *
 * @example const { steps, letters } = await together(tx, { steps: stepsOf(tx, id), letters: lettersOf(tx, id) })
 */
export async function together<Selects extends Record<string, Select>>(
  tx: Tx,
  selects: Selects,
): Promise<{ [Name in keyof Selects]: Awaited<Selects[Name]> }> {
  const readings = Object.entries(selects).map(([name, select]) => ({ name, select, fields: fieldsOf(select) }))
  const columns = readings.map(
    ({ name, select, fields }) => sql`${asJson(select, fields.length)} as ${sql.identifier(name)}`,
  )
  const [row = {}] = await tx.execute(sql`select ${sql.join(columns, sql`, `)}`)
  const decoded = readings.map(({ name, fields }) => [name, rowsOf(row[name], fields)])
  // The statement was made of these selects: it gives their rows.
  return Object.fromEntries(decoded) as { [Name in keyof Selects]: Awaited<Selects[Name]> }
}

type Field = [name: string, field: unknown]

const fieldsOf = ({ _: { selectedFields } }: Select): Field[] => Object.entries(selectedFields ?? {})

/** A select as one value: a list of its rows, each a list of its fields. Names may repeat, places cannot. */
function asJson(select: Select, fields: number) {
  const places = Array.from({ length: fields }, (_, place) => sql.identifier(`field_${place}`))
  const list = sql.join(places, sql`, `)
  return sql`(select coalesce(json_agg(json_build_array(${list})), '[]') from ${select} as rows (${list}))`
}

/** JSON has no dates: a column reads its text as it reads the driver's. */
function rowsOf(rows: unknown, fields: Field[]): unknown[] {
  if (!Array.isArray(rows)) throw new Error('a reading gave no rows')
  return rows.map((row: unknown[]) =>
    Object.fromEntries(fields.map(([name, field], place) => [name, valueOf(field, row[place])])),
  )
}

const valueOf = (field: unknown, value: unknown) =>
  value !== null && is(field, Column) ? field.mapFromDriverValue(value) : value
