import { localDate, wallOf } from '../time/local-time.ts'
import { talkRecord, talkRecords } from '../meeting/record.store.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { dayOf, listOf, mayReply } from '../guidance/follow-up.ts'
import type { FollowUp } from '../guidance/follow-up.ts'
import { checkInReading, checkInValues, doneFollowUps, followUpOf, openFollowUps } from '../guidance/follow-up.store.ts'

/** The agreed next contact as the talk's own counsellor sees it, with the seeker's reply. */
export async function followUpForCounsellor(tx: Tx, record: TalkRecord, nowMs: number) {
  const followUp = await followUpOf(tx, record.id)
  return (
    followUp && {
      ...(await told(tx, followUp, record.counsellorZone)),
      question: await checkInReading(tx, record.id),
      today: localDate(nowMs, record.serviceZone),
    }
  )
}

/** The same for the seeker: the question of a check-in shows itself on its day. */
export async function followUpForSeeker(tx: Tx, record: TalkRecord, nowMs: number) {
  const followUp = await followUpOf(tx, record.id)
  if (!followUp) return null
  const asked = mayReply(followUp, localDate(nowMs, record.serviceZone)) || followUp.repliedAt !== null
  return {
    ...(await told(tx, followUp, record.seekerZone)),
    question: asked ? await checkInReading(tx, record.id) : null,
  }
}

async function told(tx: Tx, followUp: FollowUp, zone: string) {
  const { kind, note, reply, repliedAt, doneAt, nextBookingId } = followUp
  const next = nextBookingId === null ? null : await talkRecord(tx, nextBookingId)
  return {
    kind,
    dueOn: dayOf(followUp, next),
    note,
    reply,
    repliedAt,
    doneAt,
    ...(next ? { nextBooking: nextAnswer(next, zone) } : {}),
  }
}

const nextAnswer = (next: TalkRecord, zone: string) => ({
  id: next.id,
  state: next.state,
  start: next.startsAt,
  wall: wallOf(next.startsAt.getTime(), next.endsAt.getTime(), zone),
})

/** So many of what is done are read and shown, the latest. */
const doneShown = 100

/** The counsellor's lists, each soonest first; what is done begins with the latest. */
export async function followUpLists({ db, clock }: Ports, counsellorId: string, zone: string) {
  const nowMs = clock.now()
  const followUps = (
    await Promise.all([openFollowUps(db, counsellorId), doneFollowUps(db, counsellorId, doneShown)])
  ).flat()
  const records = await talkRecords(
    db,
    followUps.flatMap(({ bookingId, nextBookingId }) => (nextBookingId ? [bookingId, nextBookingId] : [bookingId])),
  )
  const values = await checkInValues(
    db,
    followUps.filter(({ repliedAt }) => repliedAt !== null).map(({ bookingId }) => bookingId),
  )
  const byId = new Map(records.map((record) => [record.id, record]))
  const items = followUps.flatMap((followUp) => {
    const { bookingId, kind, note, reply, repliedAt, doneAt, nextBookingId } = followUp
    const talk = byId.get(bookingId)
    if (!talk) return []
    const next = byId.get(nextBookingId ?? '') ?? null
    const dueOn = dayOf(followUp, next)
    return [
      {
        list: listOf({ kind, dueOn, doneAt }, next?.state ?? null, localDate(nowMs, talk.serviceZone)),
        bookingId,
        kind,
        dueOn,
        note,
        reply,
        value: values.get(bookingId) ?? null,
        repliedAt,
        doneAt,
        alias: talk.alias,
        serviceTitle: talk.serviceTitle,
        start: talk.startsAt,
        wall: wallOf(talk.startsAt.getTime(), talk.endsAt.getTime(), zone),
        phone: kind === 'call' ? talk.phone : null,
        nextBooking: next && nextAnswer(next, zone),
      },
    ]
  })
  const soonest = items.toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''))
  const inList = (list: 'late' | 'due' | 'done') => soonest.filter((item) => item.list === list)
  return { late: inList('late'), due: inList('due'), done: inList('done').toReversed(), serverNow: new Date(nowMs) }
}
