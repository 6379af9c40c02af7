import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { service } from '../availability/schema.ts'
import type { Tx } from '../db/client.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Feedback } from './feedback.ts'
import { feedbackMonths, fewestShown, mostTexts } from './limits.ts'
import { talkFeedback } from './schema.ts'

const monthOf = (now: Date): SQL => sql`date_trunc('month', ${now.toISOString()}::timestamptz)`

/** Says no more of the talk than whose service it was. */
export async function addFeedback(
  tx: Tx,
  { organisationId, serviceId }: Pick<Talk, 'organisationId' | 'serviceId'>,
  feedback: Feedback,
  now: Date,
): Promise<void> {
  await tx.insert(talkFeedback).values({ organisationId, serviceId, ...feedback, month: sql`${monthOf(now)}::date` })
}

/**
 * Answers of this month and the last are written anew, all in one transaction and in the order of their random ids, as
 * soon as there is a new one among them.
 */
export async function mixFeedback(tx: Tx, now: Date): Promise<void> {
  await tx.execute(sql`
    with gone as (
      delete from talk_feedback
      where month >= ${monthOf(now)} - interval '1 month' and exists (select from talk_feedback where not mixed)
      returning *)
    insert into talk_feedback (id, organisation_id, service_id, month, helped, better, mixed)
    select id, organisation_id, service_id, month, helped, better, true from gone order by id`)
}

export async function forgetFeedback(tx: Tx, now: Date): Promise<void> {
  await tx
    .delete(talkFeedback)
    .where(sql`${talkFeedback.month} < ${monthOf(now)} - ${feedbackMonths} * interval '1 month'`)
}

const quarter = sql<string>`date_trunc('quarter', ${talkFeedback.month})::date::text`
const count = (which: SQL) => sql<number>`(count(*) filter (where ${which}))::int`

/**
 * What was said of each service, by quarter, newest first. A quarter is told of when it is over and holds enough answers:
 * who looks every day would otherwise see what the latest one said.
 */
export function feedbackOf(tx: Tx, organisationId: string, now: Date) {
  return tx
    .select({
      serviceId: service.id,
      serviceTitle: service.title,
      /** Its first day. */
      quarter,
      answers: sql<number>`count(*)::int`,
      /** How many chose 1, 2, 3, 4 and 5. */
      helped: {
        1: count(sql`helped = 1`),
        2: count(sql`helped = 2`),
        3: count(sql`helped = 3`),
        4: count(sql`helped = 4`),
        5: count(sql`helped = 5`),
      },
      texts: sql<
        string[]
      >`coalesce((array_agg(better order by ${talkFeedback.id}) filter (where better is not null))[1:${sql.raw(String(mostTexts))}], '{}')`,
    })
    .from(talkFeedback)
    .innerJoin(service, eq(service.id, talkFeedback.serviceId))
    .where(
      and(
        eq(talkFeedback.organisationId, organisationId),
        sql`${talkFeedback.month} < date_trunc('quarter', ${now.toISOString()}::timestamptz)`,
      ),
    )
    .groupBy(service.id, quarter)
    .having(sql`count(*) >= ${fewestShown}`)
    .orderBy(desc(quarter), asc(service.id))
}
