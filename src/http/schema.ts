import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../db/columns.ts'

/** Attempts, or what was done, in a fixed window of time. `subject` is an HMAC, never an address. */
export const rateWindow = pgTable(
  'rate_window',
  {
    rule: text().notNull(),
    subject: text().notNull(),
    windowStartsAt: instant().notNull(),
    attempts: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.rule, table.subject, table.windowStartsAt] }),
    index().on(table.windowStartsAt),
  ],
)

/** One row: the secret key with which this database is written, as an HMAC of a fixed text. */
export const secretKeyMark = pgTable(
  'secret_key_mark',
  {
    id: boolean().primaryKey().default(true),
    mark: text().notNull(),
    markedAt: instant().notNull(),
  },
  (table) => [check('secret_key_mark_is_one', sql`${table.id}`)],
)

/**
 * One result per idempotency key: the key is stored hashed, the answer encrypted under the key itself,
 * because the answer of a booking holds its secret and its code.
 */
export const idempotentAnswer = pgTable(
  'idempotent_answer',
  {
    keyHash: text().primaryKey(),
    bodyHash: text().notNull(),
    status: integer(),
    answer: bytes(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.createdAt)],
)
