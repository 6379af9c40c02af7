import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from '../db/columns.ts'
import { sealed } from '../db/sealed.ts'
import { booking, guidanceCase, host } from '../meeting/schema.ts'
import { organisation, staff } from '../people/schema.ts'
import type { AnyLetterKind, LetterState, Recipient } from './letter.ts'

/**
 * The outbox. A letter is written in the same transaction as the change that it tells of, and holds no text, and no
 * address but one that is no longer in the record: both are read from there when it is sent.
 */
export const letter = pgTable(
  'letter',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    // What it is about: exactly one of these.
    bookingId: uuid().references(() => booking.id, { onDelete: 'cascade' }),
    hostId: uuid().references(() => host.id, { onDelete: 'cascade' }),
    caseId: uuid().references(() => guidanceCase.id, { onDelete: 'cascade' }),
    staffId: uuid().references(() => staff.id, { onDelete: 'cascade' }),
    kind: text().$type<AnyLetterKind>().notNull(),
    recipient: text().$type<Recipient>().notNull(),
    /** Which event it tells of, to whom. One letter an event: a second one with the same key is the same letter. */
    eventKey: text().notNull().unique(),
    /** The `ics_sequence` of the appointment that it was queued for. */
    sequence: integer().notNull().default(0),
    /** The start of the talk that it tells of: in a cancellation the one that its reader last heard of. */
    tellsOf: instant(),
    /** In the letter of a move: the start that its reader heard of before. */
    heardOf: instant(),
    /**
     * Kept only for a reader who is no longer named in the record, and only until the letter is out or given up. Sealed
     * under the key of the talk's case, also where the reader is its counsellor.
     */
    formerAddress: sealed<string>(),
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
    check('letter_is_about_one', sql`num_nonnulls(booking_id, host_id, case_id, staff_id) = 1`),
    index('letter_due')
      .on(table.dueAt)
      .where(sql`state = 'pending'`),
    // The coordinator's list, newest first.
    index().on(table.organisationId, table.state, table.id),
    index()
      .on(table.bookingId)
      .where(sql`booking_id is not null`),
    index()
      .on(table.hostId)
      .where(sql`host_id is not null`),
    index()
      .on(table.caseId)
      .where(sql`case_id is not null`),
    index()
      .on(table.staffId)
      .where(sql`staff_id is not null`),
  ],
)

/**
 * Addresses to which an organisation writes no more, because whoever reads them said so. `mark` is an HMAC of both: the
 * address itself stands nowhere, and nothing leads from here to a case.
 */
export const unwantedAddress = pgTable(
  'unwanted_address',
  {
    mark: text().primaryKey(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.organisationId)],
)

/** The key under which those marks are made, sealed under one that comes from `SECRET_KEY`. One row. */
export const markKey = pgTable(
  'mark_key',
  { id: boolean().primaryKey().default(true), wrapped: bytes().notNull(), wrappedBy: text().notNull() },
  (table) => [check('mark_key_is_one', sql`${table.id}`)],
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
