import { boolean, date, index, integer, jsonb, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, instantRange } from '../db/columns.ts'
import { organisation, staff } from '../people/schema.ts'
import type { Text } from '../words/language.ts'
import type { Form } from './form.ts'
import { newServiceDefaults } from './limits.ts'

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
    /** Its foreign key is written by hand in the first migration: checklists stand on a floor above. */
    checklistTemplateId: uuid(),
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
  (table) => [primaryKey({ columns: [table.serviceId, table.counsellorId] }), index().on(table.counsellorId)],
)

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

/**
 * When somebody is busy, whatever makes them so: the one door through which the slot search sees it. Today that is
 * what they host; calendars from outside and places that are held while somebody fills in a form join this view in a
 * migration, and nothing else changes. Written by hand in the first migration, over tables of the floor above.
 */
export const busyTime = pgView('busy_time', {
  staffId: uuid().notNull(),
  busy: instantRange().notNull(),
  /** The meeting that makes them busy, if it is one. */
  meetingId: uuid(),
}).existing()
