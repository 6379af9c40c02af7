import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { InstantRange } from '../db/columns.ts'
import type { Tx } from '../db/client.ts'
import { staff } from '../people/schema.ts'
import type { EventKind } from './meeting.ts'
import { host, meeting } from './schema.ts'

/** A meeting for many that is to be planned. Instants are `Date`s. */
export type PlannedMeeting = Pick<
  typeof meeting.$inferSelect,
  'id' | 'organisationId' | 'startsAt' | 'endsAt' | 'zone' | 'language' | 'method' | 'capacity'
> & { kind: EventKind; createdAt: Date }

/** Writes a meeting down that nobody has registered for yet. Its hosts come with {@link addHosts}. */
export async function addMeeting(tx: Tx, { createdAt, ...planned }: PlannedMeeting): Promise<void> {
  await tx.insert(meeting).values({ ...planned, form: 'video', taken: 0, createdAt, updatedAt: createdAt })
}

type NewHost = { id: string; meetingId: string; staffId: string; busy: InstantRange }

/**
 * Gives a meeting its hosts, each for the time `busy`. `ON CONFLICT DO NOTHING` covers the exclusion constraint
 * `host_busy`: who is somewhere else then is left out.
 *
 * @returns those who are busy, or are already hosts of it
 */
export async function addHosts(tx: Tx, hosts: NewHost[]): Promise<string[]> {
  const busy: string[] = []
  for (const { id, meetingId, staffId, busy: range } of hosts) {
    const span = `[${range.from.toISOString()},${range.until.toISOString()})`
    const rows = await tx.execute(sql`
      insert into ${host} (id, meeting_id, staff_id, user_id, role, busy)
      select ${id}::uuid, ${meetingId}::uuid, id, user_id, 'host', ${span}::tstzrange
      from ${staff} where id = ${staffId}::uuid
      on conflict do nothing returning id`)
    if (rows.length === 0) busy.push(staffId)
  }
  return busy
}

/** Ends that somebody gives a meeting: their time is theirs again. */
export async function removeHostsBut(tx: Tx, meetingId: string, staying: string[]): Promise<void> {
  await tx.delete(host).where(and(eq(host.meetingId, meetingId), notInArray(host.staffId, staying)))
}

export async function releaseHosts(tx: Tx, meetingIds: string[]): Promise<void> {
  await tx.update(host).set({ released: true }).where(inArray(host.meetingId, meetingIds))
}
