import { boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { newServiceDefaults } from '../availability/limits.ts'
import { checklistTemplate } from '../checklist/schema.ts'
import { id, instant, instantRange } from '../db/columns.ts'
import type { Language, Text } from '../words/language.ts'
import { organisation, staff } from '../people/schema.ts'
import type { BookingState, Form } from './booking.ts'

export const service = pgTable(
  'service',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    title: jsonb().$type<Text>().notNull(),
    purpose: jsonb().$type<Text>().notNull(),
    minutes: integer().notNull(),
    bufferBeforeMinutes: integer().notNull().default(newServiceDefaults.bufferBeforeMinutes),
    bufferAfterMinutes: integer().notNull().default(newServiceDefaults.bufferAfterMinutes),
    minNoticeMinutes: integer().notNull(),
    maxNoticeDays: integer().notNull(),
    /** Starts lie on this grid, counted from local midnight of the service's zone. */
    gridMinutes: integer().notNull(),
    forms: text().array().$type<Form[]>().notNull(),
    /** Languages of the talk, BCP 47. */
    languages: text().array().notNull(),
    zone: text().notNull(),
    method: text().notNull().default(newServiceDefaults.method),
    checklistTemplateId: uuid().references(() => checklistTemplate.id),
    /** A seeker may cancel or move until so many minutes before the start. */
    cancelUntilMinutes: integer().notNull().default(newServiceDefaults.cancelUntilMinutes),
    /** The door opens so many minutes before the start. */
    doorOpensMinutes: integer().notNull().default(newServiceDefaults.doorOpensMinutes),
    active: boolean().notNull().default(true),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.organisationId)],
)

/** Who holds talks of which service. */
export const serviceCounsellor = pgTable(
  'service_counsellor',
  {
    serviceId: uuid()
      .notNull()
      .references(() => service.id, { onDelete: 'cascade' }),
    counsellorId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.counsellorId] })],
)

/** What one seeker comes with, over one or several talks. Holds no contact data. */
export const guidanceCase = pgTable('guidance_case', {
  id: id(),
  organisationId: uuid()
    .notNull()
    .references(() => organisation.id),
  /** HMAC-SHA-256 of the code, hex. The code itself is shown once and kept nowhere. */
  codeHash: text().notNull().unique(),
  createdAt: instant().notNull(),
})

/** Link secrets that open a case: SHA-256, hex. A code that is entered makes a new one. */
export const caseSecret = pgTable(
  'case_secret',
  {
    hash: text().primaryKey(),
    caseId: uuid()
      .notNull()
      .references(() => guidanceCase.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    revokedAt: instant(),
  },
  (table) => [index().on(table.caseId)],
)

/**
 * One talk. `EXCLUDE USING gist (counsellor_id WITH =, busy WITH &&) WHERE (state <> 'cancelled')`,
 * written by hand in the first migration, keeps a counsellor from being in two places at once.
 */
export const booking = pgTable(
  'booking',
  {
    id: id(),
    caseId: uuid()
      .notNull()
      .references(() => guidanceCase.id),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    serviceId: uuid()
      .notNull()
      .references(() => service.id),
    counsellorId: uuid()
      .notNull()
      .references(() => staff.id),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** The talk with its buffers. */
    busy: instantRange().notNull(),
    form: text().$type<Form>().notNull(),
    /** Language of the talk, BCP 47. */
    language: text().notNull(),
    /** Language of letters and pages to the seeker. */
    lettersLanguage: text().$type<Language>().notNull(),
    seekerZone: text().notNull(),
    state: text().$type<BookingState>().notNull().default('booked'),
    /** Up by one with every change that letters tell of. Also the ICS SEQUENCE. */
    version: integer().notNull().default(0),
    alias: text(),
    email: text(),
    phone: text(),
    topic: text(),
    /** False: neutral subject lines, which is the default. */
    fullSubjects: boolean().notNull().default(false),
    cancelledBy: text().$type<'seeker' | 'counsellor'>(),
    cancelReason: text(),
    /** The checklist version that this talk's sheets are given to; null without a checklist. */
    checklistVersionId: uuid(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    index().on(table.caseId),
    index().on(table.counsellorId, table.startsAt),
    index().on(table.state, table.endsAt),
  ],
)

/** Somebody whom the seeker invited. The link's secret is stored as SHA-256, hex. */
export const companion = pgTable(
  'companion',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    /** Who it is, in the seeker's words: "my mother". */
    label: text().notNull(),
    secretHash: text().notNull().unique(),
    createdAt: instant().notNull(),
    openedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [index().on(table.bookingId)],
)

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/**
 * One result per idempotency key: the key is stored hashed, the answer encrypted under the key itself,
 * because the answer of a booking holds its secret and its code.
 */
export const idempotentAnswer = pgTable('idempotent_answer', {
  keyHash: text().primaryKey(),
  bodyHash: text().notNull(),
  status: integer(),
  answer: bytes(),
  createdAt: instant().notNull(),
})
