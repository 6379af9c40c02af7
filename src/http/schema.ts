import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant } from '../db/columns.ts'

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
