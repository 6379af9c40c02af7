import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { service } from '../availability/schema.ts'
import type { Answers } from '../checklist/checklist.ts'
import { checklistSheet } from '../checklist/schema.ts'
import { cellOfAnswers } from '../checklist/sheet.store.ts'
import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import { talkState } from '../meeting/meeting.ts'
import type { BookingState, MeetingState } from '../meeting/meeting.ts'
import { openKey, openValue } from '../meeting/case-key.store.ts'
import type { StoredKey } from '../meeting/case-key.store.ts'
import { booking, caseKey, caseSecret, companion, meeting } from '../meeting/schema.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { awayAfterSeconds, hardEndMinutes } from '../room/door.ts'
import { arrival } from '../room/participant.store.ts'
import type { Participant } from '../room/participant.store.ts'
import { participant, room } from '../room/schema.ts'

/** What is told of a talk at its door. */
export type TalkAtDoor = Pick<Talk, 'meetingId' | 'state' | 'form' | 'startsAt' | 'endsAt' | 'doorOpensMinutes'>

type Knock = {
  role: 'seeker' | 'companion'
  /** `null` when the secret does not open this talk. */
  door: { talk: TalkAtDoor; hasRoom: boolean; roomClosed: boolean } | null
  /** Who knocked, and how they stand; `null` at a door that is not open. */
  who: Participant | null
  /** What they answered in their checklist. */
  answers: Answers
}

/**
 * Knocks at a talk's door. All of it is one statement, because whoever waits asks every three seconds: whose the
 * secret is, the talk, its room, how they stand, their checklist, and the note that they were seen.
 *
 * Promise: one row a person, however many knocks come at once (the constraint `participant_person`), and what is told
 * is its newest state: `ON CONFLICT DO UPDATE` waits for a decision about them that is being written.
 *
 * @returns `null` for a secret that opens nothing
 */
export async function knock(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random' | 'settings'>,
  { secretHash, bookingId }: { secretHash: string; bookingId: string },
): Promise<Knock | null> {
  const nowMs = ports.clock.now()
  const { id, identity } = arrival(ports, new Date(nowMs))
  const now = instant(nowMs)
  const caller = tx.$with('caller', { companionId: participant.companionId }).as(sql`
    select case_id, null::uuid as invited_to, null::uuid as companion_id from ${caseSecret}
    where hash = ${secretHash} and revoked_at is null
    union all
    select null, booking_id, id from ${companion} where secret_hash = ${secretHash} and revoked_at is null`)
  // `is_open` is the rule of `doorState`: at any other door a knock leaves no trace.
  const door = tx.$with('door', doorColumns).as(sql`
    select b.id as booking_id, b.case_id, m.id as meeting_id, m.state as meeting_state, b.state as booking_state, m.form,
      m.starts_at, m.ends_at, s.door_opens_minutes, r.id is not null as has_room, r.closed_at,
      m.state = 'planned' and b.state <> 'cancelled' and r.closed_at is null
        and m.ends_at > ${instant(nowMs - hardEndMinutes * 60_000)}
        and m.starts_at - make_interval(mins => s.door_opens_minutes) <= ${now} as is_open
    from caller
    join ${booking} b on b.id = ${bookingId}::uuid and (b.case_id = caller.case_id or b.id = caller.invited_to)
    join ${meeting} m on m.id = b.meeting_id
    join ${service} s on s.id = m.service_id
    left join ${room} r on r.meeting_id = m.id and r.kind = 'main'`)
  const seen = tx.$with('seen', getTableColumns(participant)).as(sql`
    insert into ${participant} as p
      (id, meeting_id, booking_id, companion_id, identity, state, knocked_at, last_seen_at)
    select ${id}::uuid, meeting_id, case when companion_id is null then booking_id end, companion_id, ${identity}::text,
      'waiting', ${now}, ${now}
    from door cross join caller where is_open
    on conflict (meeting_id, booking_id, host_id, companion_id) do update set
      last_seen_at = excluded.last_seen_at,
      knocked_at = case when p.state = 'waiting' and p.last_seen_at < ${instant(nowMs - awayAfterSeconds * 1000)}
        then excluded.knocked_at else p.knocked_at end
    returning *`)
  const itsSheet = and(
    eq(checklistSheet.bookingId, door.bookingId),
    sql`${checklistSheet.companionId} is not distinct from ${caller.companionId}`,
  )
  const [found] = await tx
    .with(caller, door, seen)
    .select()
    .from(caller)
    .leftJoin(door, sql`true`)
    .leftJoin(seen, sql`true`)
    .leftJoin(checklistSheet, itsSheet)
    .leftJoin(caseKey, eq(caseKey.caseId, door.caseId))
    .prepare('knock')
    .execute()
  return found ? told(ports, found) : null
}

const instant = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`

// Columns of several tables, by the names and types under which the statement gives them.
const doorColumns = {
  caseId: booking.caseId,
  bookingId: companion.bookingId,
  meetingId: booking.meetingId,
  form: meeting.form,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  doorOpensMinutes: service.doorOpensMinutes,
  roomClosedAt: room.closedAt,
  hasRoom: sql<boolean>`has_room`.as('has_room'),
  meetingState: sql<MeetingState>`meeting_state`.as('meeting_state'),
  bookingState: sql<BookingState>`booking_state`.as('booking_state'),
}

type Found = {
  caller: { companionId: string | null }
  door:
    | (Omit<TalkAtDoor, 'state'> & {
        hasRoom: boolean
        roomClosedAt: Date | null
        meetingState: MeetingState
        bookingState: BookingState
      })
    | null
  seen: Participant | null
  checklist_sheet: { id: string; answers: Sealed<Answers> } | null
  case_key: StoredKey | null
}

async function told(ports: Pick<Ports, 'settings'>, found: Found): Promise<Knock> {
  const { caller, door, seen, checklist_sheet: sheet, case_key: key } = found
  return {
    role: caller.companionId === null ? 'seeker' : 'companion',
    door: door && {
      talk: { ...door, state: talkState(door.meetingState, door.bookingState) },
      hasRoom: door.hasRoom,
      roomClosed: door.roomClosedAt !== null,
    },
    who: seen,
    answers: sheet
      ? await openValue(await openKey(ports, key ?? undefined), cellOfAnswers(sheet.id), sheet.answers)
      : {},
  }
}
