import { eq, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { followUp } from '../guidance/schema.ts'
import { retentionDefaults } from '../meeting/retention.ts'
import type { RetentionKind } from '../meeting/retention.ts'
import { booking, contact, guidanceCase, meeting, retention } from '../meeting/schema.ts'
import { letter } from '../notify/schema.ts'
import { chatMessage } from '../room/schema.ts'

/** How much one round takes: what is left waits for the next hour, and nobody waits for a long transaction. */
const mostAtOnce = 500

/** The days that a meeting's organisation keeps a kind of data. */
const daysOf = (kind: RetentionKind): SQL =>
  sql`coalesce((select r.days from ${retention} r where r.organisation_id = m.organisation_id and r.kind = ${kind}), ${sql.raw(String(retentionDefaults[kind]))})`

/**
 * For each case when a kind of its data goes: so long after its last talk, or after the day of a check-in or a call that
 * was agreed. Of several organisations the one that keeps it longest decides.
 */
const ends = (kind: RetentionKind, which: SQL = sql`true`): SQL => sql`
  select b.case_id, max(greatest(m.ends_at, f.due_on::timestamptz) + ${daysOf(kind)} * interval '1 day') as ends_at
  from ${booking} b join ${meeting} m on m.id = b.meeting_id left join ${followUp} f on f.booking_id = b.id
  where ${which} group by b.case_id`

/** When the case goes, and how its seeker is reached, if no other talk is booked. `null` without a talk. */
export async function keptUntil(tx: Tx, caseId: string): Promise<{ record: Date; contact: Date } | null> {
  const ofCase = sql`b.case_id = ${caseId}`
  const [row] = await tx.execute<{ record: Date | string; contact: Date | string }>(sql`
    select record.ends_at as record, contact.ends_at as contact
    from (${ends('record', ofCase)}) record, (${ends('contact', ofCase)}) contact`)
  return row ? { record: new Date(row.record), contact: new Date(row.contact) } : null
}

/** Says of cases whose time is over that they may go; the clock erases them as it does when a seeker asks. */
export async function endCases(tx: Tx, now: Date): Promise<void> {
  await tx.execute(sql`
    update ${guidanceCase} c set erase_at = ${now.toISOString()}::timestamptz
    from (select case_id from (${ends('record')}) over_time where ends_at < ${now.toISOString()}::timestamptz
      order by ends_at limit ${mostAtOnce}) due
    where c.id = due.case_id and c.erase_at is null`)
}

/** Cases whose address or number has been kept long enough. */
export async function casesToForgetReachOf(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.execute<{ case_id: string }>(sql`
    select c.case_id from ${contact} c join (${ends('contact')}) over_time using (case_id)
    where over_time.ends_at < ${now.toISOString()}::timestamptz and (c.has_address or c.has_phone)
    order by over_time.ends_at limit ${mostAtOnce}`)
  return rows.map(({ case_id: caseId }) => caseId)
}

/** How much of each organisation went. */
type Forgotten = { organisation_id: string; gone: number }

const countedByOrganisation = (deletion: SQL): SQL => sql`
  with gone as (${deletion} returning m.organisation_id)
  select organisation_id, count(*)::int as gone from gone group by 1`

/** Of each meeting by itself: a talk that is long over needs no chat, whatever came after it. */
export async function forgetChats(tx: Tx, now: Date): Promise<Forgotten[]> {
  return tx.execute<Forgotten>(
    countedByOrganisation(sql`
    delete from ${chatMessage} x using ${meeting} m
    where m.id = x.meeting_id and m.ends_at + ${daysOf('chat')} * interval '1 day' < ${now.toISOString()}::timestamptz`),
  )
}

/** What went out about a talk, or was given up. Whoever was invited to the staff has signed in by then. */
export async function forgetLetters(tx: Tx, now: Date): Promise<Forgotten[]> {
  return tx.execute<Forgotten>(
    countedByOrganisation(sql`
    delete from ${letter} x using ${meeting} m
    where x.state <> 'pending' and m.ends_at + ${daysOf('letters')} * interval '1 day' < ${now.toISOString()}::timestamptz
      and m.id = coalesce((select b.meeting_id from ${booking} b where b.id = x.booking_id),
        (select h.meeting_id from host h where h.id = x.host_id))`),
  )
}

/** Days that the organisation of an audit's entry keeps it. */
export const auditDays: SQL = sql`coalesce((select r.days from ${retention} r
  where r.organisation_id = audit_entry.organisation_id and r.kind = 'audit'), ${sql.raw(String(retentionDefaults.audit))})`

/** Organisations with which these cases had talks: one row for each of the two. */
export async function organisationsOf(
  tx: Tx,
  caseIds: string[],
): Promise<{ caseId: string; organisationId: string }[]> {
  if (caseIds.length === 0) return []
  return tx
    .selectDistinct({ caseId: booking.caseId, organisationId: meeting.organisationId })
    .from(booking)
    .innerJoin(meeting, eq(meeting.id, booking.meetingId))
    .where(inArray(booking.caseId, caseIds))
}
