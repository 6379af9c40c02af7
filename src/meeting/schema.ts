import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Form } from '../availability/form.ts'
import { service } from '../availability/schema.ts'
import { bytes, id, instant, instantRange } from '../db/columns.ts'
import { plainIndex, sealed } from '../db/sealed.ts'
import { organisation, staff } from '../people/schema.ts'
import type { Language } from '../words/language.ts'
import type { RetentionKind } from './retention.ts'
import type { BookingState, HostRole, MeetingKind, MeetingState, TalkState } from './meeting.ts'

/**
 * What one seeker comes with, over one or several talks, with one organisation or several. Holds no contact data.
 * Deleting it deletes all that was written of the seeker: every table that speaks of them refers to it, at last.
 */
export const guidanceCase = pgTable(
  'guidance_case',
  {
    id: id(),
    /** HMAC-SHA-256 of the code, hex. The code itself is shown once and kept nowhere. */
    codeHash: text().notNull().unique(),
    createdAt: instant().notNull(),
    /** The seeker asked that all of it be erased: from then on it may go. Until then they may change their mind. */
    eraseAt: instant(),
    /** How the audit refers to it. It leads back to the case for as long as there is one. */
    auditName: uuid().notNull().defaultRandom(),
  },
  (table) => [
    index('guidance_case_to_erase')
      .on(table.eraseAt)
      .where(sql`erase_at is not null`),
  ],
)

/**
 * What is left of erased talks for statistics: how many of a kind there were in a month. Nothing leads from a number to
 * one of them.
 */
export const erasedTalkCount = pgTable(
  'erased_talk_count',
  {
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    serviceId: uuid()
      .notNull()
      .references(() => service.id, { onDelete: 'cascade' }),
    form: text().$type<Form>().notNull(),
    /** The first day of the month in which it began, by the clock of the talk's zone. */
    month: date({ mode: 'string' }).notNull(),
    outcome: text().$type<TalkState>().notNull(),
    talks: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.serviceId, table.form, table.month, table.outcome] }),
    index().on(table.serviceId),
  ],
)

/** Tells a counsellor who follows an old link that the talk was erased, and nothing more. Forgotten after a while. */
export const erasedTalk = pgTable(
  'erased_talk',
  {
    /** The id that its booking had. */
    id: id(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    erasedAt: instant().notNull(),
  },
  (table) => [index().on(table.staffId), index().on(table.erasedAt)],
)

/** For how many days an organisation keeps a kind of data, where it decided on another number than `retention.ts` says. */
export const retention = pgTable(
  'retention',
  {
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    kind: text().$type<RetentionKind>().notNull(),
    days: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.kind] })],
)

/**
 * The key under which everything that was written in a case is sealed, itself sealed under one that comes from
 * `SECRET_KEY`. Apart from the case, so that long-kept dumps can leave this table out: without its row, what they hold
 * of a case opens for nobody.
 */
export const caseKey = pgTable('case_key', {
  caseId: uuid()
    .primaryKey()
    .references(() => guidanceCase.id, { onDelete: 'cascade' }),
  wrapped: bytes().notNull(),
  /** Which key sealed it: a name of that key that says nothing of it. */
  wrappedBy: text().notNull(),
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
 * Links in letters that open a case: one-time links, for whoever lost the code and gave an address, and the one link of
 * all letters of a case whose seeker wants it there. The token is stored as SHA-256, hex; a row of a one-time link goes
 * when it is used, or an hour after it ended.
 */
export const caseLink = pgTable(
  'case_link',
  {
    hash: text().primaryKey(),
    caseId: uuid()
      .notNull()
      .references(() => guidanceCase.id, { onDelete: 'cascade' }),
    expiresAt: instant().notNull(),
    /** Names the link of all letters: its token follows from it and the server's key. Null for a one-time link. */
    inLetters: text(),
    /** One from before the server's key was changed: letters that have it open the page, and no new one gets it. */
    former: boolean().notNull().default(false),
  },
  (table) => [
    index().on(table.caseId),
    uniqueIndex('case_link_in_letters')
      .on(table.caseId)
      .where(sql`in_letters is not null and not former`),
  ],
)

/** How a seeker is called and reached, in their own words. */
export type Reach = { alias: string | null; email: string | null; phone: string | null }

/** How a case is reached, all of it optional but the language and the zone. One row, gone with one delete. */
export const contact = pgTable(
  'contact',
  {
    caseId: uuid()
      .primaryKey()
      .references(() => guidanceCase.id, { onDelete: 'cascade' }),
    /** Alias, e-mail address and phone. Read and written by `contact.store.ts`. */
    reach: sealed<Reach>().notNull(),
    /** That there is an address, which letters ask for without opening anything. */
    hasAddress: boolean().notNull(),
    hasPhone: boolean().notNull(),
    /** By which whoever lost the code is found: see `addressHash`. Null without an address, and until it is sealed. */
    emailHash: text(),
    /** Language of letters and pages to the seeker. */
    lettersLanguage: text().$type<Language>().notNull(),
    /** The zone in which the seeker reads times. */
    zone: text().notNull(),
    /** False: neutral subject lines, which is the default. */
    fullSubjects: boolean().notNull().default(false),
    /** Up by one with every change of the e-mail address: what was written to another address is not said to this one. */
    addressVersion: integer().notNull().default(0),
    updatedAt: instant().notNull(),
  },
  (table) => [plainIndex('contact_plain', table.caseId, table.reach), index('contact_email_hash').on(table.emailHash)],
)

/** What takes place: a talk, later a group, a webinar, an open house. A talk of two is a meeting of capacity 1. */
export const meeting = pgTable(
  'meeting',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    /** The service that it was booked from; a webinar is of none. */
    serviceId: uuid().references(() => service.id),
    kind: text().$type<MeetingKind>().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** IANA name: the zone whose days and clocks it is planned by. */
    zone: text().notNull(),
    /** The form in which it is held now. What each seeker chose stands in their booking. */
    form: text().$type<Form>().notNull(),
    /** Language of the meeting, BCP 47. */
    language: text().notNull(),
    method: text().notNull(),
    capacity: integer().notNull(),
    /** Places that somebody has. A conditional update keeps it within the capacity, see `seat.store.ts`. */
    taken: integer().notNull(),
    /** How many were ever put on the waiting list: the number of the last of them. */
    queued: integer().notNull().default(0),
    state: text().$type<MeetingState>().notNull().default('planned'),
    /** Up by one with every change: whoever changes it says which one they saw. */
    revision: integer().notNull().default(0),
    /** RFC 5545, 3.8.7.4: up by one with every change that calendars show. */
    icsSequence: integer().notNull().default(0),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    index().on(table.organisationId, table.startsAt),
    index().on(table.serviceId),
    // What the clock looks for: meetings that nobody ended.
    index('meeting_planned')
      .on(table.endsAt)
      .where(sql`state = 'planned'`),
    check('meeting_seats', sql`taken between 0 and capacity`),
    check('meeting_of_two', sql`kind <> 'talk' or capacity = 1`),
    check('meeting_lasts', sql`starts_at < ends_at`),
  ],
)

/**
 * Who gives a meeting. `host_busy`, an `EXCLUDE USING gist (user_id WITH =, busy WITH &&) WHERE (NOT released)` written
 * by hand in the first migration, keeps everybody from being in two places at once, whatever kinds of meeting they are
 * and in whichever of the organisations that the person works for.
 */
export const host = pgTable(
  'host',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    staffId: uuid().notNull(),
    /** The person behind that membership: somebody who works for two organisations has one calendar. */
    userId: text().notNull(),
    role: text().$type<HostRole>().notNull().default('host'),
    /** The meeting with its buffers. */
    busy: instantRange().notNull(),
    /** True when the time is theirs again, because the meeting was cancelled. */
    released: boolean().notNull().default(false),
  },
  (table) => [
    unique('host_once').on(table.meetingId, table.staffId),
    foreignKey({ columns: [table.staffId, table.userId], foreignColumns: [staff.id, staff.userId] }),
    // A counsellor's week, with what was cancelled in it.
    index('host_week').on(table.staffId, sql`lower(busy)`),
  ],
)

/** A seeker's place in a meeting. */
export const booking = pgTable(
  'booking',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    caseId: uuid()
      .notNull()
      .references(() => guidanceCase.id, { onDelete: 'cascade' }),
    state: text().$type<BookingState>().notNull().default('booked'),
    /** The form that the seeker chose. A talk that goes over to another one is still booked in this one. */
    form: text().$type<Form>().notNull(),
    topic: sealed<string>(),
    /**
     * The version of the checklist that this booking's sheets are given to; null without a checklist. Its foreign key
     * is written by hand in the first migration: checklists stand on a floor above.
     */
    checklistVersionId: uuid(),
    cancelledBy: text().$type<'seeker' | 'counsellor'>(),
    cancelReason: sealed<string>(),
    /** The seeker said after the service's limit that they cannot come: told late, which is no `no_show`. */
    cancelledLate: boolean().notNull().default(false),
    /** Its page has asked how it was, and was answered or passed over: it does not say which, nor when. */
    feedbackAsked: boolean().notNull().default(false),
    /** On the waiting list: lower numbers are offered a seat first. Kept when they are. */
    waitingNumber: integer(),
    /** Until when the seat is kept for whoever it was offered to. */
    offerEndsAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    // One place a case in a meeting: whoever cancelled and comes again gets theirs back.
    unique('booking_once').on(table.meetingId, table.caseId),
    index().on(table.caseId),
    index('booking_waiting')
      .on(table.meetingId, table.waitingNumber)
      .where(sql`state = 'waiting'`),
    index('booking_offered')
      .on(table.offerEndsAt)
      .where(sql`state = 'offered'`),
    check('booking_waits_in_order', sql`state not in ('waiting', 'offered') or waiting_number is not null`),
    check('booking_offer_ends', sql`state <> 'offered' or offer_ends_at is not null`),
    plainIndex('booking_topic_plain', table.id, table.topic),
    plainIndex('booking_cancel_reason_plain', table.id, table.cancelReason),
  ],
)

/** Every change of form before and during a meeting: all forms are one record. */
export const formChange = pgTable(
  'form_change',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    fromForm: text().$type<Form>().notNull(),
    toForm: text().$type<Form>().notNull(),
    changedBy: text().$type<'seeker' | 'companion' | 'counsellor'>().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.meetingId)],
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
    label: sealed<string>().notNull(),
    secretHash: text().notNull().unique(),
    createdAt: instant().notNull(),
    openedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [index().on(table.bookingId), plainIndex('companion_plain', table.id, table.label)],
)
