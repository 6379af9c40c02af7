import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports, VideoEvent, VideoParticipant } from '../ports.ts'
import { secondsPresent } from './attendance.ts'
import type { Stay } from './attendance.ts'
import { roomMost } from './limits.ts'
import { participant, stay } from './schema.ts'
import { participantsOf } from './participant.store.ts'
import type { Participant } from './participant.store.ts'
import { roomByName } from './room.store.ts'

/** LiveKit's clock and ours may be so far apart: somebody who only just joined may be missing from an older list. */
const clockSlackMs = 5_000

/**
 * Takes what a webhook tells into the attendance. May come twice, late, in any order, or for a room that is
 * not ours: a stay is known by LiveKit's participant SID, and each end of it keeps its outermost time. Call in a
 * transaction: a talk that is moved at the same moment forgets who came.
 *
 * @returns the meeting whose attendance it touched
 */
export async function recordEvent(tx: Tx, event: VideoEvent): Promise<string | null> {
  const { kind, identity, participantSid, joinedAtMs, atMs } = event
  if ((kind !== 'participant_joined' && kind !== 'participant_left') || !identity || !participantSid) return null
  const ours = await roomByName(tx, event.room)
  if (!ours) return null
  // Somebody who walked into a room that was already given up was never in the talk.
  const joinedMs = joinedAtMs ?? (kind === 'participant_joined' ? atMs : null)
  if (ours.endedAt && joinedMs !== null && joinedMs > ours.endedAt.getTime()) return null
  const [who] = await tx
    .select({ id: participant.id })
    .from(participant)
    .where(and(eq(participant.identity, identity), eq(participant.meetingId, ours.meetingId)))
    // One event of a person after the other, so that their stays can be counted.
    .for('no key update')
  if (!who) return null
  await tx
    .insert(stay)
    .values({
      participantSid,
      meetingId: ours.meetingId,
      participantId: who.id,
      joinedAt: joinedMs === null ? null : new Date(joinedMs),
      // An event's time is cut to whole seconds: nobody leaves before they came.
      leftAt: kind === 'participant_left' ? new Date(Math.max(atMs, joinedMs ?? 0)) : null,
    })
    .onConflictDoUpdate({
      target: stay.participantSid,
      // LEAST and GREATEST pass over NULL.
      set: {
        joinedAt: sql`least(${stay.joinedAt}, excluded.joined_at)`,
        leftAt: sql`greatest(${stay.leftAt}, excluded.left_at)`,
      },
    })
  await forgetOldStays(tx, who.id)
  return ours.meetingId
}

/** A connection that comes and goes all day long makes a row each time. Where somebody is now is never forgotten. */
async function forgetOldStays(tx: Tx, participantId: string): Promise<void> {
  const ended = and(eq(stay.participantId, participantId), isNotNull(stay.leftAt))
  const beyond = tx
    .select({ sid: stay.participantSid })
    .from(stay)
    .where(ended)
    .orderBy(desc(stay.leftAt), stay.participantSid)
    .offset(roomMost.stays)
  await tx.delete(stay).where(inArray(stay.participantSid, beyond))
}

/**
 * Sets the attendance of a meeting right by LiveKit's own list of who is in its room: whoever is in the list is
 * in, whoever is not has left. `listedAt` is when the list was asked for, so that what happened since stands.
 *
 * @returns true when something had been missed
 */
export async function reconcile(
  tx: Tx,
  meetingId: string,
  present: VideoParticipant[],
  listedAt: Date,
): Promise<boolean> {
  const people = new Map((await participantsOf(tx, [meetingId])).map(({ id, identity }) => [identity, id]))
  const listed = listedAt.toISOString()
  let missed = 0
  for (const { identity, sid, joinedAtMs } of present) {
    const participantId = people.get(identity)
    if (!participantId) continue
    const rows = await tx
      .insert(stay)
      .values({ participantSid: sid, meetingId, participantId, joinedAt: new Date(joinedAtMs) })
      .onConflictDoUpdate({
        target: stay.participantSid,
        set: { joinedAt: sql`least(${stay.joinedAt}, excluded.joined_at)`, leftAt: null },
        setWhere: sql`${stay.joinedAt} is null or ${stay.leftAt} < ${listed}::timestamptz`,
      })
      .returning({ sid: stay.participantSid })
    missed += rows.length
  }
  const sids = present.map(({ sid }) => sid)
  const closed = await tx
    .update(stay)
    .set({ leftAt: listedAt })
    .where(
      and(
        eq(stay.meetingId, meetingId),
        isNull(stay.leftAt),
        lt(stay.joinedAt, new Date(listedAt.getTime() - clockSlackMs)),
        ...(sids.length > 0 ? [notInArray(stay.participantSid, sids)] : []),
      ),
    )
    .returning({ sid: stay.participantSid })
  return missed + closed.length > 0
}

/** Whoever is still in when the room closes leaves with it. */
export async function closeStays(tx: Tx, meetingId: string, at: Date): Promise<void> {
  await tx
    .update(stay)
    .set({ leftAt: sql`greatest(${stay.joinedAt}, ${at.toISOString()}::timestamptz)` })
    .where(and(eq(stay.meetingId, meetingId), isNull(stay.leftAt)))
}

export type Attendance = Participant & { stays: Stay[]; seconds: number; present: boolean }

/** Who came to the meeting, when they were in its room, and for how many seconds. */
export const attendanceOf = (tx: Tx, ports: Pick<Ports, 'clock'>, meetingId: string): Promise<Attendance[]> =>
  attendanceAmong(tx, ports, [meetingId])

/** {@link attendanceOf} for many meetings at once. */
export async function attendanceAmong(
  tx: Tx,
  ports: Pick<Ports, 'clock'>,
  meetingIds: string[],
): Promise<Attendance[]> {
  const people = await participantsOf(tx, meetingIds)
  if (people.length === 0) return []
  const rows = await tx
    .select()
    .from(stay)
    .where(inArray(stay.meetingId, meetingIds))
    .orderBy(asc(stay.joinedAt))
    .limit(people.length * roomMost.stays)
  return people.map((person) => {
    const stays = rows
      .filter(({ participantId }) => participantId === person.id)
      .slice(-roomMost.stays)
      .map(({ joinedAt, leftAt }) => ({ joinedAt, leftAt }))
    return {
      ...person,
      stays,
      seconds: secondsPresent(stays, ports.clock.now()),
      present: stays.some(({ leftAt }) => leftAt === null),
    }
  })
}
