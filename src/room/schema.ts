import { index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { booking } from '../meeting/schema.ts'
import { id, instant } from '../db/columns.ts'

/** The room of one talk, made when the first person is let in. */
export const room = pgTable('room', {
  bookingId: uuid()
    .primaryKey()
    .references(() => booking.id, { onDelete: 'cascade' }),
  /** Opaque: says nothing of the talk. Changes when somebody is removed, so that old tokens lead nowhere. */
  name: text().notNull().unique(),
  generation: integer().notNull().default(1),
  openedAt: instant().notNull(),
  closedAt: instant(),
  closedBy: text().$type<'counsellor' | 'clock'>(),
})

/** Names that a room had before somebody was removed; webhooks of them still count for attendance. */
export const formerRoom = pgTable('former_room', {
  name: text().primaryKey(),
  bookingId: uuid()
    .notNull()
    .references(() => booking.id, { onDelete: 'cascade' }),
  leftAt: instant().notNull(),
})

export const participant = pgTable(
  'participant',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    role: text().$type<'seeker' | 'counsellor' | 'companion'>().notNull(),
    companionId: uuid(),
    /** Opaque LiveKit identity. */
    identity: text().notNull().unique(),
    state: text().$type<'waiting' | 'asked_to_wait' | 'admitted' | 'declined' | 'removed'>().notNull(),
    /** Short message from the counsellor with `asked_to_wait` or `declined`. */
    message: text(),
    knockedAt: instant().notNull(),
    decidedAt: instant(),
    /** Last knock or call of the door; tells who still waits. */
    lastSeenAt: instant().notNull(),
  },
  (table) => [
    // One row per person and talk, so that a knock may be repeated: `companionId` is null but for companions.
    unique('participant_person').on(table.bookingId, table.role, table.companionId).nullsNotDistinct(),
    index().on(table.state, table.lastSeenAt),
  ],
)

/** One stay in the room. Keyed by LiveKit's participant SID: webhooks may come twice or out of order. */
export const stay = pgTable(
  'stay',
  {
    participantSid: text().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    participantId: uuid()
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    joinedAt: instant(),
    leftAt: instant(),
  },
  (table) => [index().on(table.bookingId)],
)

/** Chat in the room. Kept with the record. */
export const chatMessage = pgTable(
  'chat_message',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    participantId: uuid()
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    sentAt: instant().notNull(),
  },
  (table) => [index().on(table.bookingId)],
)

/** A link that the counsellor shared. */
export const sharedLink = pgTable(
  'shared_link',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    url: text().notNull(),
    title: text().notNull(),
    sharedAt: instant().notNull(),
  },
  (table) => [index().on(table.bookingId)],
)

/** "We think in silence for two minutes": both see it run. */
export const reflectionPause = pgTable(
  'reflection_pause',
  {
    id: id(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: 'cascade' }),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [uniqueIndex().on(table.bookingId, table.startsAt)],
)
