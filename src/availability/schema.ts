import { date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../db/columns.ts'
import { staff } from '../people/schema.ts'

/** Hours that return every week, in local time. `until <= from` runs across midnight into the next day. */
export const weeklyHours = pgTable(
  'weekly_hours',
  {
    id: id(),
    counsellorId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** ISO: 1 is Monday. The day on which the hours begin. */
    weekday: integer().notNull(),
    /** Minutes after local midnight, 0 to 1439. */
    fromMinute: integer().notNull(),
    /** Minutes after local midnight, 1 to 1440; not later than `fromMinute` means the next day. */
    untilMinute: integer().notNull(),
    zone: text().notNull(),
    /** First and last local date on which the hours begin; open-ended when null. */
    firstDate: date({ mode: 'string' }).notNull(),
    lastDate: date({ mode: 'string' }),
  },
  (table) => [index().on(table.counsellorId)],
)

/** One time in the calendar: `absence` takes away, `extra` adds. Absence wins over both kinds of hours. */
export const calendarException = pgTable(
  'calendar_exception',
  {
    id: id(),
    counsellorId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    kind: text().$type<'absence' | 'extra'>().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.counsellorId, table.endsAt)],
)
