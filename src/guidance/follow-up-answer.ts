import type { Tx } from '../db/client.ts'
import { openTalks, talkById, talksByIds } from '../meeting/talk.store.ts'
import type { OpenTalk, Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { localDate, wallOf } from '../time/local-time.ts'
import { dayOf, listOf, mayReply } from './follow-up.ts'
import type { FollowUp } from './follow-up.ts'
import { doneFollowUps, followUpOf, openFollowUps } from './follow-up.store.ts'
import { openCheckIn } from './scale.ts'
import type { Reading } from './scale.ts'
import { checkInValues, scaleReadings } from './scale.store.ts'

/** The agreed next contact as the talk's own counsellor sees it, with the seeker's reply. */
export async function followUpForCounsellor(ports: Ports, talk: Talk) {
  const { db, clock } = ports
  const [followUp, readings] = await Promise.all([followUpOf(db, ports, talk.id), scaleReadings(db, ports, talk.id)])
  return counsellorsFollowUp(db, talk, { followUp, readings }, clock.now())
}

/** {@link followUpForCounsellor} of what was read of the talk already. */
export async function counsellorsFollowUp(
  tx: Tx,
  talk: Talk,
  { followUp, readings }: { followUp: FollowUp | null; readings: Reading[] },
  nowMs: number,
) {
  return (
    followUp && {
      ...(await told(tx, followUp, talk.counsellorZone)),
      question: openCheckIn(readings),
      today: localDate(nowMs, talk.serviceZone),
    }
  )
}

/** The same for the seeker: the question of a check-in shows itself on its day. */
export async function followUpForSeeker(ports: Ports, talk: Talk) {
  const { db, clock } = ports
  const followUp = await followUpOf(db, ports, talk.id)
  if (!followUp) return null
  const asked = mayReply(followUp, localDate(clock.now(), talk.serviceZone)) || followUp.repliedAt !== null
  return {
    ...(await told(db, followUp, talk.seekerZone)),
    question: asked ? openCheckIn(await scaleReadings(db, ports, talk.id)) : null,
  }
}

async function told(tx: Tx, followUp: FollowUp, zone: string) {
  const { kind, note, reply, repliedAt, doneAt, nextBookingId } = followUp
  const next = nextBookingId === null ? null : await talkById(tx, nextBookingId)
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

const nextAnswer = (next: Talk, zone: string) => ({
  id: next.id,
  state: next.state,
  start: next.startsAt,
  wall: wallOf(next.startsAt.getTime(), next.endsAt.getTime(), zone),
})

/** So many of what is done are read and shown, the latest, and of what is open the soonest: it comes up as those are done. */
const shown = { open: 500, done: 100 } as const

/** The counsellor's lists, each soonest first; what is done begins with the latest. */
export async function followUpLists(ports: Ports, counsellorId: string, zone: string) {
  const { db, clock } = ports
  const nowMs = clock.now()
  const followUps = (
    await Promise.all([
      openFollowUps(db, ports, counsellorId, shown.open),
      doneFollowUps(db, ports, counsellorId, shown.done),
    ])
  ).flat()
  const [talks, values] = await Promise.all([
    talksByIds(
      db,
      followUps.flatMap(({ bookingId, nextBookingId }) => (nextBookingId ? [bookingId, nextBookingId] : [bookingId])),
    ),
    checkInValues(
      db,
      followUps.filter(({ repliedAt }) => repliedAt !== null).map(({ bookingId }) => bookingId),
    ),
  ])
  const byId = new Map((await openTalks(ports, talks)).map((talk) => [talk.id, talk]))
  const items = followUps.flatMap((followUp) => {
    const talk = byId.get(followUp.bookingId)
    const next = byId.get(followUp.nextBookingId ?? '') ?? null
    return talk ? [{ ...listItem(followUp, { talk, next }, zone, nowMs), value: values.get(talk.id) ?? null }] : []
  })
  const soonest = items.toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''))
  const inList = (list: 'late' | 'due' | 'done') => soonest.filter((item) => item.list === list)
  return { late: inList('late'), due: inList('due'), done: inList('done').toReversed(), serverNow: new Date(nowMs) }
}

function listItem(
  followUp: FollowUp,
  { talk, next }: { talk: OpenTalk; next: Talk | null },
  zone: string,
  nowMs: number,
) {
  const { kind, note, reply, repliedAt, doneAt } = followUp
  const dueOn = dayOf(followUp, next)
  return {
    list: listOf({ kind, dueOn, doneAt }, next?.state ?? null, localDate(nowMs, talk.serviceZone)),
    bookingId: talk.id,
    kind,
    dueOn,
    note,
    reply,
    repliedAt,
    doneAt,
    alias: talk.alias,
    serviceTitle: talk.serviceTitle,
    start: talk.startsAt,
    wall: wallOf(talk.startsAt.getTime(), talk.endsAt.getTime(), zone),
    phone: kind === 'call' ? talk.phone : null,
    nextBooking: next && nextAnswer(next, zone),
  }
}
