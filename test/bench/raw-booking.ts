import type postgres from 'postgres'
import { busyRange } from '../../src/availability/slot.ts'
import { random } from '../../src/crypto/random.ts'
import type { Seeded } from '../setup/people.ts'
import { testNow } from '../setup/ports.ts'

/**
 * The least that a booking can cost: one look at whether the counsellor is busy then, which is all that a place that is
 * taken costs, and one prepared statement with everything that a booking writes: host, meeting, case, secret, key, contact,
 * booking, kept answer and the counsellor's letter. Like the program's own, attempts at one start take turns.
 *
 * @returns takes the place at a start (epoch ms) with the first counsellor; false when it is taken
 */
export function rawBooking(sql: postgres.Sql, { organisation, services, counsellors, template }: Seeded) {
  const [service] = services
  // As large as what the program seals, and sealed by nobody.
  const [answer, reach, wrapped] = [new Uint8Array(300), new Uint8Array(75), new Uint8Array(60)]
  const id = () => random.uuid(testNow)
  const at = new Date(testNow)
  /** Who is inserting at which start: one at a time, or a hundred would wait for each other's locks inside PostgreSQL. */
  const inserting = new Map<number, Promise<boolean>>()

  return async function takeRaw(start: number): Promise<boolean> {
    for (;;) {
      await inserting.get(start)
      if (await isBusy(start)) return false
      if (inserting.has(start)) continue
      const mine = insertRaw(start).finally(() => inserting.delete(start))
      inserting.set(start, mine)
      return mine
    }
  }

  async function isBusy(start: number): Promise<boolean> {
    const rows = await sql`
      select 1 from host
      where user_id = ${counsellors[0].userId} and busy && ${busyAt(start)}::tstzrange and not released`
    return rows.length > 0
  }

  async function insertRaw(start: number): Promise<boolean> {
    const busy = busyAt(start)
    const [meetingId, hostId, caseId, bookingId, letterId] = [id(), id(), id(), id(), id()]
    const [startsAt, endsAt] = [new Date(start), new Date(start + service.minutes * 60_000)]
    const rows = await sql`
      with h as (
        insert into host (id, meeting_id, staff_id, user_id, busy)
        values (${hostId}, ${meetingId}, ${counsellors[0].id}, ${counsellors[0].userId}, ${busy})
        on conflict do nothing returning meeting_id, id),
      m as (
        insert into meeting (id, organisation_id, service_id, kind, starts_at, ends_at, zone, form, language, method,
          capacity, taken, created_at, updated_at)
        select meeting_id, ${organisation.id}::uuid, ${service.id}::uuid, 'talk', ${startsAt}::timestamptz,
          ${endsAt}::timestamptz, 'Europe/Stockholm', 'phone', 'sv', '4k', 1, 1, ${at}::timestamptz, ${at}::timestamptz
        from h),
      c as (insert into guidance_case (id, code_hash, created_at) select ${caseId}::uuid, ${caseId}, ${at}::timestamptz from h),
      s as (insert into case_secret (hash, case_id, created_at) select ${caseId}, ${caseId}::uuid, ${at}::timestamptz from h),
      k as (
        insert into contact (case_id, reach, has_address, has_phone, letters_language, zone, updated_at)
        select ${caseId}::uuid, ${reach}::bytea, false, false, 'sv', 'Europe/Stockholm', ${at}::timestamptz from h),
      w as (
        insert into case_key (case_id, wrapped, wrapped_by)
        select ${caseId}::uuid, ${wrapped}::bytea, 'bench' from h),
      b as (
        insert into booking (id, meeting_id, case_id, form, checklist_version_id, created_at, updated_at)
        select ${bookingId}::uuid, meeting_id, ${caseId}::uuid, 'phone', ${template.version.id}::uuid, ${at}::timestamptz,
          ${at}::timestamptz from h),
      a as (
        insert into idempotent_answer (key_hash, body_hash, status, answer, created_at)
        select ${meetingId}, ${meetingId}, 201, ${answer}::bytea, ${at}::timestamptz from h),
      l as (
        insert into letter (id, organisation_id, host_id, kind, recipient, event_key, due_at, created_at)
        select ${letterId}::uuid, ${organisation.id}::uuid, id, 'booked', 'counsellor', ${letterId}, ${at}::timestamptz,
          ${at}::timestamptz from h)
      select id from h`
    return rows.length > 0
  }

  function busyAt(start: number): string {
    const { from, until } = busyRange(service, start)
    return `[${new Date(from).toISOString()},${new Date(until).toISOString()})`
  }
}
