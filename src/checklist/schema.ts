import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../db/columns.ts'
import type { Text } from '../words/language.ts'
import { organisation } from '../people/schema.ts'
import type { ChecklistItem, ItemAnswer } from './checklist.ts'

export const checklistTemplate = pgTable('checklist_template', {
  id: id(),
  organisationId: uuid()
    .notNull()
    .references(() => organisation.id),
  title: jsonb().$type<Text>().notNull(),
  createdAt: instant().notNull(),
})

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

/** One sheet of answers: the seeker's, the counsellor's, or a companion's (`companion:<id>`). */
export const checklistSheet = pgTable(
  'checklist_sheet',
  {
    bookingId: uuid().notNull(),
    respondent: text().notNull(),
    versionId: uuid()
      .notNull()
      .references(() => checklistVersion.id),
    answers: jsonb().$type<Record<string, ItemAnswer>>().notNull(),
    updatedAt: instant().notNull(),
    completedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.respondent] })],
)
