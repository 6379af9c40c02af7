import { sql } from 'drizzle-orm'
import type { Column } from 'drizzle-orm'
import { customType, index } from 'drizzle-orm/pg-core'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { asBytes } from './columns.ts'

declare const holds: unique symbol

/**
 * What is stored of a value that somebody wrote: bytes that only the key of its case opens. A plain value is none, so
 * whoever forgets to seal does not compile. Made and opened by `meeting/case-key.store.ts`.
 */
export type Sealed<Value> = Uint8Array & { readonly [holds]: Value }

/** A column of sealed values. `Value` is anything that JSON can say. */
export const sealed = <Value>() =>
  customType<{ data: Sealed<Value>; driverData: Uint8Array | string }>({
    dataType: () => 'bytea',
    // The column holds what was sealed as a `Value`: only such bytes may be written to it.
    fromDriver: (stored) => asBytes(stored) as Sealed<Value>,
  })()

/** The first byte of what a sealed column holds. `plain`: written before there were keys; the clock seals it. */
export const marks = { plain: 0, sealed: 1 }

/** True of rows that are still plain in that column. */
export const isPlain = (column: Column) => sql`get_byte(${column}, 0) = ${sql.raw(String(marks.plain))}`

/** Finds the rows that are still plain, by `key`: an empty index once all are sealed. */
export const plainIndex = (name: string, key: AnyPgColumn, column: AnyPgColumn) =>
  index(name).on(key).where(isPlain(column))
