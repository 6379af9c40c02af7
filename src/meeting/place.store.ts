import { sql } from 'drizzle-orm'
import type { InstantRange } from '../db/columns.ts'
import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import { staff } from '../people/schema.ts'
import { booking, host, meeting } from './schema.ts'

/** A talk to be written down: a meeting of two, with its one booking. Instants are `Date`s. */
type NewTalk = {
  meeting: Pick<
    typeof meeting.$inferSelect,
    'id' | 'organisationId' | 'startsAt' | 'endsAt' | 'zone' | 'form' | 'language' | 'method'
  > & { serviceId: string }
  /** `staffId` is asked for the time `busy`, the talk with its buffers. */
  host: { id: string; staffId: string; busy: InstantRange }
  booking: { id: string; caseId: string; topic: Sealed<string> | null; checklistVersionId: string | null }
  createdAt: Date
}

/**
 * Writes a talk down, or nothing when the counsellor is busy then: host, meeting and booking in one round trip. The host
 * comes first, because theirs is the time that two may want: `ON CONFLICT DO NOTHING` without a target also covers the
 * exclusion constraint `host_busy`, which keeps the promise that nobody is in two places at once, and waits for a
 * transaction that is about to take the same time. Foreign keys are asked at the end of the statement, when all three
 * rows are there.
 *
 * @returns false when the counsellor is busy then
 */
export async function takePlace(tx: Tx, { meeting: m, host: h, booking: b, createdAt }: NewTalk): Promise<boolean> {
  const at = sql`${createdAt.toISOString()}::timestamptz`
  const busy = `[${h.busy.from.toISOString()},${h.busy.until.toISOString()})`
  const free = tx.$with('free', { meetingId: sql<string>`meeting_id`.as('meeting_id') }).as(sql`
    insert into ${host} (id, meeting_id, staff_id, user_id, role, busy)
    select ${h.id}::uuid, ${m.id}::uuid, id, user_id, 'host', ${busy}::tstzrange from ${staff} where id = ${h.staffId}::uuid
    on conflict do nothing returning meeting_id`)
  const made = tx.$with('made', { id: sql<string>`id`.as('id') }).as(sql`
    insert into ${meeting} (id, organisation_id, service_id, kind, starts_at, ends_at, zone, form, language, method,
      capacity, taken, created_at, updated_at)
    select meeting_id, ${m.organisationId}::uuid, ${m.serviceId}::uuid, 'talk', ${m.startsAt.toISOString()}::timestamptz,
      ${m.endsAt.toISOString()}::timestamptz, ${m.zone}::text, ${m.form}::text, ${m.language}::text, ${m.method}::text,
      1, 1, ${at}, ${at}
    from free returning id`)
  const booked = tx.$with('booked', { id: sql<string>`id`.as('id') }).as(sql`
    insert into ${booking} (id, meeting_id, case_id, form, topic, checklist_version_id, created_at, updated_at)
    select ${b.id}::uuid, id, ${b.caseId}::uuid, ${m.form}::text, ${b.topic}::bytea, ${b.checklistVersionId}::uuid, ${at}, ${at}
    from made returning id`)
  const rows = await tx.with(free, made, booked).select().from(booked).prepare('take_place').execute()
  return rows.length > 0
}
