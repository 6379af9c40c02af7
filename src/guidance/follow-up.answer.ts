import { localDate, wallOf } from '../availability/wall.ts'
import { talkRecord } from '../booking/record.store.ts'
import type { TalkRecord } from '../booking/record.store.ts'
import type { Tx } from '../db/client.ts'
import { mayReply } from './follow-up.ts'
import type { FollowUp } from './follow-up.ts'
import { checkInReading, followUpOf } from './follow-up.store.ts'

/** The agreed next contact as the talk's own counsellor sees it, with the seeker's reply. */
export async function followUpForCounsellor(tx: Tx, record: TalkRecord, nowMs: number) {
  const followUp = await followUpOf(tx, record.id)
  return followUp && { ...(await told(tx, followUp, record.counsellorZone)), question: await checkInReading(tx, record.id), today: localDate(nowMs, record.serviceZone) }
}

/** The same for the seeker: the question of a check-in shows itself on its day. */
export async function followUpForSeeker(tx: Tx, record: TalkRecord, nowMs: number) {
  const followUp = await followUpOf(tx, record.id)
  if (!followUp) return null
  const asked = mayReply(followUp, localDate(nowMs, record.serviceZone)) || followUp.repliedAt !== null
  return { ...(await told(tx, followUp, record.seekerZone)), question: asked ? await checkInReading(tx, record.id) : null }
}

async function told(tx: Tx, { kind, dueOn, note, reply, repliedAt, doneAt, nextBookingId }: FollowUp, zone: string) {
  const next = nextBookingId === null ? null : await talkRecord(tx, nextBookingId)
  return {
    kind, dueOn, note, reply, repliedAt, doneAt,
    ...(next ? { nextBooking: { id: next.id, state: next.state, start: next.startsAt, wall: wallOf(next.startsAt.getTime(), next.endsAt.getTime(), zone) } } : {}),
  }
}
