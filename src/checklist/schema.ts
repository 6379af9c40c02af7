import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../db/columns.ts'
import { plainIndex, sealed } from '../db/sealed.ts'
import { booking, companion, host } from '../meeting/schema.ts'
import type { Text } from '../words/language.ts'
import { organisation } from '../people/schema.ts'
import type { ChecklistItem, ItemAnswer } from './checklist.ts'

export const checklistTemplate = pgTable(
  'checklist_template',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    title: jsonb().$type<Text>().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.organisationId)],
)

/** Never changed after it is made: an edit makes the next version, answers keep theirs. */
export const checklistVersion = pgTable(
  'checklist_version',
  {
    id: id(),
    templateId: uuid()
      .notNull()
      .references(() => checklistTemplate.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    items: jsonb().$type<ChecklistItem[]>().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.templateId, table.version)],
)

/** One sheet of answers: a booking's (its seeker's, or that of a companion whom they invited), or a host's. */
export const checklistSheet = pgTable(
  'checklist_sheet',
  {
    id: id(),
    bookingId: uuid().references(() => booking.id, { onDelete: 'cascade' }),
    /** With a booking: whose sheet it is, when it is not the seeker's own. */
    companionId: uuid().references(() => companion.id, { onDelete: 'cascade' }),
    hostId: uuid().references(() => host.id, { onDelete: 'cascade' }),
    versionId: uuid()
      .notNull()
      .references(() => checklistVersion.id),
    answers: sealed<Record<string, ItemAnswer>>().notNull(),
    updatedAt: instant().notNull(),
    completedAt: instant(),
  },
  (table) => [
    check('checklist_sheet_is_of_one', sql`num_nonnulls(booking_id, host_id) = 1`),
    check('checklist_sheet_of_companion', sql`companion_id is null or booking_id is not null`),
    unique('checklist_sheet_once').on(table.bookingId, table.hostId, table.companionId).nullsNotDistinct(),
    index()
      .on(table.hostId)
      .where(sql`host_id is not null`),
    index()
      .on(table.companionId)
      .where(sql`companion_id is not null`),
    index().on(table.versionId),
    plainIndex('checklist_sheet_plain', table.id, table.answers),
  ],
)
