import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../db/columns.ts'
import type { Language } from '../words/language.ts'
import type { AuditKind } from './audit.ts'
import type { Country, Part, PublicPage } from './public-page.ts'

export const organisation = pgTable('organisation', {
  id: id(),
  name: text().notNull(),
  zone: text().notNull(),
  /** True for the sample data of a first start: shown on every page. */
  sample: boolean().notNull().default(false),
  createdAt: instant().notNull(),
})

/**
 * A counsellor, a coordinator or both, in one organisation. Signs in as `userId`, whose the e-mail address is; whoever
 * works for several organisations is staff of each.
 */
export const staff = pgTable(
  'staff',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    userId: text()
      .notNull()
      .references(() => user.id),
    name: text().notNull(),
    counsellor: boolean().notNull().default(false),
    coordinator: boolean().notNull().default(false),
    zone: text().notNull(),
    /** Language of the interface and of letters. */
    language: text().$type<Language>().notNull(),
    /** Languages in which this counsellor holds talks, BCP 47. */
    talkLanguages: text().array().notNull().default([]),
    active: boolean().notNull().default(true),
    /** When this membership was last chosen, by somebody who has several: the latest one is the one in use. */
    chosenAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    unique('staff_once').on(table.userId, table.organisationId),
    unique('staff_person').on(table.id, table.userId),
    index().on(table.organisationId),
  ],
)

/**
 * Who did what and when. It is only added to: the database refuses to change an entry, and to delete one but where
 * retention does it (see the migration). So nothing of staff or organisation that it names can be deleted from under it.
 */
export const auditEntry = pgTable(
  'audit_entry',
  {
    id: id(),
    at: instant().notNull(),
    kind: text().$type<AuditKind>().notNull(),
    organisationId: uuid().references(() => organisation.id),
    staffId: uuid().references(() => staff.id),
    aboutId: uuid().references(() => staff.id),
    reference: text(),
    details: text().array().notNull().default([]),
    once: text().unique(),
  },
  (table) => [
    index().on(table.organisationId, table.id),
    index().on(table.at),
    index().on(table.staffId),
    index().on(table.aboutId),
    index('audit_sign_in')
      .on(table.reference)
      .where(sql`kind = 'signed_in'`),
  ],
)

/** What an organisation wrote itself of a page about the service, in place of what the program says. */
export const publicText = pgTable(
  'public_text',
  {
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    page: text().$type<PublicPage>().notNull(),
    part: text().$type<Part>().notNull(),
    language: text().$type<Language>().notNull(),
    text: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.page, table.part, table.language] })],
)

/** How an organisation is reached by everybody, and whose emergency numbers it names. */
export const publicContact = pgTable('public_contact', {
  organisationId: uuid()
    .primaryKey()
    .references(() => organisation.id, { onDelete: 'cascade' }),
  phone: text(),
  email: text(),
  country: text().$type<Country>().notNull(),
  /** The coordinator has looked at the emergency numbers. */
  numbersChecked: boolean().notNull().default(false),
})

// The four tables of better-auth, in its own names.

export const user = pgTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
})

export const authSession = pgTable(
  'auth_session',
  {
    id: text().primaryKey(),
    expiresAt: instant().notNull(),
    token: text().notNull().unique(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
  },
  (table) => [index().on(table.userId)],
)

export const account = pgTable(
  'account',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [index().on(table.userId)],
)

export const verification = pgTable('verification', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: instant().notNull(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
})
