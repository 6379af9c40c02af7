import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../db/columns.ts'
import { plainIndex, sealed } from '../db/sealed.ts'
import { booking, guidanceCase, meeting } from '../meeting/schema.ts'
import { staff } from '../people/schema.ts'
import type { FollowUpKind } from './follow-up.ts'
import type { Goal, GoalAuthor, GoalState } from './goal.ts'
import type { KonklusionBody, KonklusionState } from './konklusion.ts'
import type { Moment } from './scale.ts'

/** Every step of the counsellor in the method's phases; stepping back is normal. */
export const phaseStep = pgTable(
  'phase_step',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    phase: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.meetingId)],
)

export const goal = pgTable(
  'goal',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    /** `checklist`: follows the seeker's checklist answer until it is touched in the room. */
    source: text().$type<Goal['source']>().notNull().default('room'),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.bookingId)],
)

/** A goal's wordings: first written by the seeker, agreed in the room, renewed in mid-talk. */
export const goalVersion = pgTable(
  'goal_version',
  {
    goalId: uuid()
      .notNull()
      .references(() => goal.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    text: sealed<string>().notNull(),
    writtenBy: text().$type<GoalAuthor>().notNull(),
    state: text().$type<GoalState>().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.goalId, table.version] }),
    plainIndex('goal_version_plain', table.goalId, table.text),
  ],
)

/** A scale question 1-10 and its reading. */
export const scaleReading = pgTable(
  'scale_reading',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    moment: text().$type<Moment>().notNull(),
    question: sealed<string>().notNull(),
    askedAt: instant().notNull(),
    value: integer(),
    answeredAt: instant(),
    closedAt: instant(),
  },
  (table) => [
    index().on(table.bookingId),
    // One question at a time stands open in a room.
    uniqueIndex('scale_reading_one_open')
      .on(table.bookingId)
      .where(sql`closed_at IS NULL AND moment <> 'check_in'`),
    plainIndex('scale_reading_plain', table.id, table.question),
  ],
)

/** The counsellor's own. Never sent to anybody else. */
export const privateNote = pgTable(
  'private_note',
  {
    bookingId: uuid()
      .primaryKey()
      .references(() => booking.id, { onDelete: 'cascade' }),
    text: sealed<string>().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [plainIndex('private_note_plain', table.bookingId, table.text)],
)

/**
 * One version of a Konklusion. A draft is changed in place; once it is `ready` (shown to the seeker) or
 * `approved` (final) it is never changed again, and a correction makes the next version.
 */
export const konklusion = pgTable(
  'konklusion',
  {
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    state: text().$type<KonklusionState>().notNull(),
    body: sealed<KonklusionBody>().notNull(),
    updatedAt: instant().notNull(),
    readyAt: instant(),
    approvedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.bookingId, table.version] }),
    plainIndex('konklusion_plain', table.bookingId, table.body),
  ],
)

export const konklusionComment = pgTable(
  'konklusion_comment',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    writtenBy: text().$type<'seeker' | 'counsellor'>().notNull(),
    text: sealed<string>().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.bookingId), plainIndex('konklusion_comment_plain', table.id, table.text)],
)

/** The agreed next contact: at most one per talk. */
export const followUp = pgTable(
  'follow_up',
  {
    bookingId: uuid()
      .primaryKey()
      .references(() => booking.id, { onDelete: 'cascade' }),
    caseId: uuid()
      .notNull()
      .references(() => guidanceCase.id, { onDelete: 'cascade' }),
    counsellorId: uuid()
      .notNull()
      .references(() => staff.id),
    kind: text().$type<FollowUpKind>().notNull(),
    /** Local date of a check-in or a call, in the service's zone. */
    dueOn: date({ mode: 'string' }),
    /** The new talk, with kind `talk`. */
    nextBookingId: uuid().references(() => booking.id, { onDelete: 'set null' }),
    /** What to ask or to talk about. */
    note: sealed<string>(),
    /** The seeker's free reply to a check-in. */
    reply: sealed<string>(),
    repliedAt: instant(),
    doneAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index().on(table.counsellorId, table.dueOn),
    index().on(table.caseId),
    index()
      .on(table.nextBookingId)
      .where(sql`next_booking_id is not null`),
    plainIndex('follow_up_note_plain', table.bookingId, table.note),
    plainIndex('follow_up_reply_plain', table.bookingId, table.reply),
  ],
)
