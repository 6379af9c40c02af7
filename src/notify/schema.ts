import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { booking } from '../meeting/schema.ts'
import { id, instant } from '../db/columns.ts'
import type { LetterKind, LetterState, Recipient } from './letter.ts'

/**
 * The outbox. A letter is written in the same transaction as the change that it tells of, and holds no
 * address and no text: both are read from the record when it is sent.
 */
export const letter = pgTable(
  'letter',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    bookingVersion: integer().notNull(),
    kind: text().$type<LetterKind>().notNull(),
    recipient: text().$type<Recipient>().notNull(),
    state: text().$type<LetterState>().notNull().default('pending'),
    dueAt: instant().notNull(),
    attempts: integer().notNull().default(0),
    /** While a sender has it: nobody else takes it before then. */
    claimedUntil: instant(),
    /** What the mailer said of the last attempt that failed (see reason.ts); never an address. */
    lastError: text(),
    sentAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    // One letter of a kind per booking version and recipient.
    uniqueIndex().on(table.bookingId, table.bookingVersion, table.kind, table.recipient),
    index().on(table.state, table.dueAt),
  ],
)

/** Mail that nobody sent on: the built-in mailbox of a machine without an SMTP server. */
export const caughtMail = pgTable('caught_mail', {
  id: id(),
  /** The same letter caught twice is kept once, as a mail program would show it. */
  messageId: text().notNull().unique(),
  recipient: text().notNull(),
  subject: text().notNull(),
  text: text().notNull(),
  html: text().notNull(),
  calendar: text(),
  caughtAt: instant().notNull(),
})
