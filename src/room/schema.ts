import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../db/columns.ts'
import { plainIndex, sealed } from '../db/sealed.ts'
import { booking, companion, host, meeting } from '../meeting/schema.ts'

/** A room of a meeting, made when the first person is let in. A meeting has one main room; breakouts may join it. */
export const room = pgTable(
  'room',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    kind: text().$type<'main'>().notNull().default('main'),
    /** Opaque: says nothing of the meeting. Changes when somebody is removed, so that old tokens lead nowhere. */
    name: text().notNull().unique(),
    generation: integer().notNull().default(1),
    openedAt: instant().notNull(),
    closedAt: instant(),
    closedBy: text().$type<'counsellor' | 'clock'>(),
  },
  (table) => [
    uniqueIndex('room_main')
      .on(table.meetingId)
      .where(sql`kind = 'main'`),
    index().on(table.closedAt),
  ],
)

/** Names that rooms had before somebody was removed; webhooks of them still count for attendance. */
export const formerRoom = pgTable(
  'former_room',
  {
    name: text().primaryKey(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    leftAt: instant().notNull(),
  },
  (table) => [index().on(table.meetingId), index().on(table.leftAt)],
)

/** Somebody at the door of a meeting or in it: exactly one of a booking's seeker, a host, or a companion. */
export const participant = pgTable(
  'participant',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    bookingId: uuid().references(() => booking.id, { onDelete: 'cascade' }),
    hostId: uuid().references(() => host.id, { onDelete: 'cascade' }),
    companionId: uuid().references(() => companion.id, { onDelete: 'cascade' }),
    role: text()
      .$type<'seeker' | 'counsellor' | 'companion'>()
      .notNull()
      .generatedAlwaysAs(
        sql`case when booking_id is not null then 'seeker' when host_id is not null then 'counsellor' else 'companion' end`,
      ),
    /** Opaque LiveKit identity. */
    identity: text().notNull().unique(),
    state: text().$type<'waiting' | 'asked_to_wait' | 'admitted' | 'declined' | 'removed'>().notNull(),
    /** Short message from the counsellor with `asked_to_wait` or `declined`. */
    message: sealed<string>(),
    knockedAt: instant().notNull(),
    decidedAt: instant(),
    /** Last knock or call of the door; tells who still waits. */
    lastSeenAt: instant().notNull(),
  },
  (table) => [
    check('participant_is_one', sql`num_nonnulls(booking_id, host_id, companion_id) = 1`),
    // One row a person and meeting, so that a knock may be repeated.
    unique('participant_person')
      .on(table.meetingId, table.bookingId, table.hostId, table.companionId)
      .nullsNotDistinct(),
    index()
      .on(table.bookingId)
      .where(sql`booking_id is not null`),
    index()
      .on(table.hostId)
      .where(sql`host_id is not null`),
    index()
      .on(table.companionId)
      .where(sql`companion_id is not null`),
    plainIndex('participant_message_plain', table.id, table.message),
  ],
)

/** One stay in the room. Keyed by LiveKit's participant SID: webhooks may come twice or out of order. */
export const stay = pgTable(
  'stay',
  {
    participantSid: text().primaryKey(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    participantId: uuid()
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    joinedAt: instant(),
    leftAt: instant(),
  },
  (table) => [index().on(table.meetingId), index().on(table.participantId)],
)

/** Chat in the room. Kept with the record. */
export const chatMessage = pgTable(
  'chat_message',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    participantId: uuid()
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    text: sealed<string>().notNull(),
    sentAt: instant().notNull(),
  },
  (table) => [
    index().on(table.meetingId),
    index().on(table.participantId),
    plainIndex('chat_message_plain', table.id, table.text),
  ],
)

/** A link that the counsellor shared. */
export const sharedLink = pgTable(
  'shared_link',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    url: sealed<string>().notNull(),
    title: sealed<string>().notNull(),
    sharedAt: instant().notNull(),
  },
  (table) => [index().on(table.meetingId), plainIndex('shared_link_plain', table.id, table.url)],
)

/** "We think in silence for two minutes": both see it run. */
export const reflectionPause = pgTable(
  'reflection_pause',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [uniqueIndex().on(table.meetingId, table.startsAt)],
)
