import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { service } from '../availability/schema.ts'
import { organisation } from '../people/schema.ts'

/**
 * What seekers said of talks, each answer by itself: nothing leads from it to a talk, a case or a person. It says the
 * month and no instant, its id is random and not in the order of time as all others are, and the clock writes the rows
 * anew in the order of those ids: neither where PostgreSQL stores a row nor the transaction that wrote it (`ctid`,
 * `xmin`) tells any longer which booking was marked with it. Not sealed, since there is no case whose key could do it.
 */
export const talkFeedback = pgTable(
  'talk_feedback',
  {
    /** UUIDv4. */
    id: uuid().primaryKey().defaultRandom(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    serviceId: uuid()
      .notNull()
      .references(() => service.id, { onDelete: 'cascade' }),
    /** The first day of the month in which it was said. */
    month: date({ mode: 'string' }).notNull(),
    helped: smallint(),
    better: text(),
    /** False until it was written anew among others. */
    mixed: boolean().notNull().default(false),
  },
  (table) => [
    index().on(table.organisationId, table.month),
    index().on(table.serviceId),
    index('talk_feedback_to_mix')
      .on(table.id)
      .where(sql`not mixed`),
    check('talk_feedback_says_something', sql`helped is not null or better is not null`),
    check('talk_feedback_helped', sql`helped between 1 and 5`),
  ],
)
