import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
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
