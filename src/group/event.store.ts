import { and, arrayContains, asc, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { EventKind } from '../meeting/meeting.ts'
import { host, meeting } from '../meeting/schema.ts'
import { organisation, staff } from '../people/schema.ts'
import { listed } from './limits.ts'
import { event, eventSeries } from './schema.ts'

const columns = {
  /** The meeting's id, by which everybody names the event. */
  id: meeting.id,
  organisationId: meeting.organisationId,
  organisationName: organisation.name,
  organisationIsSample: organisation.sample,
  kind: meeting.kind,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  zone: meeting.zone,
  form: meeting.form,
  language: meeting.language,
  capacity: meeting.capacity,
  taken: meeting.taken,
  state: meeting.state,
  icsSequence: meeting.icsSequence,
  revision: meeting.revision,
  seriesId: event.seriesId,
  title: event.title,
  purpose: event.purpose,
  forWhom: event.forWhom,
  outcome: event.outcome,
  speakers: event.speakers,
  topics: event.topics,
  captions: event.captions,
  signLanguage: event.signLanguage,
  textOnly: event.textOnly,
  recordingDays: event.recordingDays,
  changedAt: event.changedAt,
}

const events = (tx: Tx) =>
  tx
    .select(columns)
    .from(event)
    .innerJoin(meeting, eq(meeting.id, event.meetingId))
    .innerJoin(organisation, eq(organisation.id, meeting.organisationId))

/** A date of an event with all that is planned of it. Instants are `Date`s. */
export type Event = Awaited<ReturnType<typeof events>>[number]
export type EventRow = typeof event.$inferInsert

export async function eventById(tx: Tx, id: string): Promise<Event | null> {
  const [found] = await events(tx).where(eq(meeting.id, id)).prepare('event_by_id').execute()
  return found ?? null
}

export async function eventsByIds(tx: Tx, ids: string[]): Promise<Event[]> {
  if (ids.length === 0) return []
  return events(tx).where(inArray(meeting.id, ids)).orderBy(asc(meeting.startsAt))
}

/** What a list of coming events is narrowed by. Instants are `Date`s; `after` is where the page before ended. */
export type Narrowed = {
  from: Date
  until: Date
  language?: string | undefined
  topic?: string | undefined
  kind?: Event['kind'] | undefined
  organisationId?: string | undefined
  after?: { startsAt: Date; id: string } | undefined
}

/** Events that are planned and not over, in the order of time, `most` at once. */
export async function eventsAhead(tx: Tx, wanted: Narrowed, most: number = listed.dates): Promise<Event[]> {
  const { from, until, language, topic, kind, organisationId, after } = wanted
  const conditions: (SQL | undefined)[] = [
    eq(meeting.state, 'planned'),
    gt(meeting.endsAt, from),
    lt(meeting.startsAt, until),
    language === undefined ? undefined : eq(meeting.language, language),
    topic === undefined ? undefined : arrayContains(event.topics, [topic]),
    kind === undefined ? undefined : eq(meeting.kind, kind),
    organisationId === undefined ? undefined : eq(meeting.organisationId, organisationId),
    after &&
      sql`(${meeting.startsAt}, ${meeting.id}) > (${after.startsAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
  ]
  return events(tx)
    .where(and(...conditions))
    .orderBy(asc(meeting.startsAt), asc(meeting.id))
    .limit(most)
}

/** So many of each are offered to narrow a list by. */
const mostChoices = 100

/** What coming events can be narrowed by, so that no choice leads to an empty list. */
export async function choicesAhead(tx: Tx, { from, until }: Pick<Narrowed, 'from' | 'until'>) {
  type Choices = {
    kinds: EventKind[]
    languages: string[]
    topics: string[]
    organisations: { id: string; name: string }[]
  }
  const [found] = await tx.execute<Choices>(sql`
    with ahead as materialized (
      select ${meeting.kind} as kind, ${meeting.language} as language, ${event.topics} as topics,
        ${organisation.id} as organisation_id, ${organisation.name} as organisation_name
      from ${event} join ${meeting} on ${meeting.id} = ${event.meetingId}
        join ${organisation} on ${organisation.id} = ${meeting.organisationId}
      where ${meeting.state} = 'planned' and ${meeting.endsAt} > ${from.toISOString()}::timestamptz
        and ${meeting.startsAt} < ${until.toISOString()}::timestamptz)
    select
      (select coalesce(jsonb_agg(distinct kind), '[]') from ahead) as kinds,
      (select coalesce(jsonb_agg(distinct language), '[]') from ahead) as languages,
      (select coalesce(jsonb_agg(topic order by topic), '[]') from
        (select distinct unnest(topics) as topic from ahead order by topic limit ${mostChoices}) as t) as topics,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name, id), '[]') from
        (select distinct organisation_id as id, organisation_name as name from ahead
          order by name, id limit ${mostChoices}) as o) as organisations`)
  return found ?? { kinds: [], languages: [], topics: [], organisations: [] }
}

/** An organisation's events of a time, cancelled ones too, for its staff. */
export async function eventsOf(tx: Tx, organisationId: string, from: Date, until: Date): Promise<Event[]> {
  return events(tx)
    .where(and(eq(meeting.organisationId, organisationId), gt(meeting.endsAt, from), lt(meeting.startsAt, until)))
    .orderBy(asc(meeting.startsAt), asc(meeting.id))
    .limit(listed.dates)
}

/** Dates of a series from one start on, in the order of time. */
export async function datesOfSeries(tx: Tx, seriesId: string, from: Date): Promise<Event[]> {
  return events(tx)
    .where(and(eq(event.seriesId, seriesId), gte(meeting.startsAt, from), eq(meeting.state, 'planned')))
    .orderBy(asc(meeting.startsAt))
}

export const countAhead = (tx: Tx, organisationId: string, now: Date): Promise<number> =>
  tx.$count(
    meeting,
    and(
      eq(meeting.organisationId, organisationId),
      inArray(meeting.kind, ['group', 'webinar', 'open_house']),
      eq(meeting.state, 'planned'),
      gt(meeting.endsAt, now),
    ),
  )

export type EventHost = { meetingId: string; hostId: string; staffId: string; name: string }

/** Who gives these events, by name. */
export async function hostsOf(tx: Tx, meetingIds: string[]): Promise<EventHost[]> {
  if (meetingIds.length === 0) return []
  return tx
    .select({ meetingId: host.meetingId, hostId: host.id, staffId: host.staffId, name: staff.name })
    .from(host)
    .innerJoin(staff, eq(staff.id, host.staffId))
    .where(inArray(host.meetingId, meetingIds))
    .orderBy(asc(staff.name), desc(host.id))
}

export async function addSeries(tx: Tx, row: typeof eventSeries.$inferInsert): Promise<void> {
  await tx.insert(eventSeries).values(row)
}

export async function addEvent(tx: Tx, row: EventRow): Promise<void> {
  await tx.insert(event).values(row)
}

export async function describeEvent(
  tx: Tx,
  meetingIds: string[],
  change: Partial<Omit<EventRow, 'meetingId' | 'seriesId'>>,
  now: Date,
): Promise<void> {
  await tx
    .update(event)
    .set({ ...change, changedAt: now })
    .where(inArray(event.meetingId, meetingIds))
}
