import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { booking, host } from '../meeting/schema.ts'
import { staff } from '../people/schema.ts'
import { participant, room } from './schema.ts'

/** Whose keys end: those of a seeker's case, the sessions of somebody of the staff, or one membership of theirs. */
export type Whose = { caseId: string } | { userId: string } | { staffId: string }

/** Open rooms to which they were let in, in one order for all who lock several. */
export async function openMeetingsOf(tx: Tx, whose: Whose): Promise<string[]> {
  const inside = tx
    .selectDistinct({ id: room.meetingId })
    .from(room)
    .innerJoin(participant, and(eq(participant.meetingId, room.meetingId), eq(participant.state, 'admitted')))
    .$dynamic()
  const theirs =
    'caseId' in whose
      ? inside.innerJoin(booking, and(eq(booking.id, participant.bookingId), eq(booking.caseId, whose.caseId)))
      : inside
          .innerJoin(host, eq(host.id, participant.hostId))
          .innerJoin(staff, and(eq(staff.id, host.staffId), isThem(whose)))
  const rows = await theirs.where(isNull(room.closedAt)).orderBy(room.meetingId)
  return rows.map(({ id }) => id)
}

const isThem = (whose: { userId: string } | { staffId: string }) =>
  'userId' in whose ? eq(staff.userId, whose.userId) : eq(staff.id, whose.staffId)
