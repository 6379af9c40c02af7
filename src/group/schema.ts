import { boolean, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { id, instant } from '../db/columns.ts'
import { meeting } from '../meeting/schema.ts'
import { organisation } from '../people/schema.ts'
import type { Text } from '../words/language.ts'

/** Dates that were planned together. Each is a meeting of its own, which can be changed by itself. */
export const eventSeries = pgTable(
  'event_series',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    /** RFC 5545, 3.3.10, as it was sent. */
    rule: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.organisationId)],
)

/** What everybody reads of a meeting for many: a group talk, a webinar, an open house. One row a date. */
export const event = pgTable(
  'event',
  {
    meetingId: uuid()
      .primaryKey()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    seriesId: uuid().references(() => eventSeries.id, { onDelete: 'set null' }),
    title: jsonb().$type<Text>().notNull(),
    purpose: jsonb().$type<Text>().notNull(),
    forWhom: jsonb().$type<Text>(),
    outcome: jsonb().$type<Text>(),
    speakers: jsonb().$type<Text>(),
    topics: text().array().notNull(),
    captions: boolean().notNull(),
    signLanguage: boolean().notNull(),
    textOnly: boolean().notNull(),
    /** Days that a recording is kept; null: nothing is recorded. */
    recordingDays: integer(),
    /** When what everybody reads of it last changed. Never when somebody registers: that is nobody's business. */
    changedAt: instant().notNull(),
  },
  (table) => [
    index().on(table.seriesId),
    check('event_recording_ends', sql`recording_days is null or recording_days > 0`),
  ],
)
