import { exceptionsOf, weeklyOf } from '../availability/hours.store.ts'
import type { Tx } from '../db/client.ts'
import { talksOfCounsellor } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { localDate, wallOf } from '../time/local-time.ts'

/** Whose hours: a counsellor, and the zone in which they read times. */
export type Whose = { id: string; zone: string }

/** All of a counsellor's hours as they are now, and the talks that an absence has caught. */
export async function hoursOf({ db, clock }: Ports, who: Whose) {
  const nowMs = clock.now()
  const [weekly, exceptions] = await Promise.all([weeklyOf(db, who.id), exceptionsOf(db, who.id, nowMs)])
  const absences = exceptions.filter(({ kind }) => kind === 'absence')
  const caught = await talksWithin(db, who.id, absences, nowMs)
  const wallOfSpan = ({ startsAt, endsAt }: Span) => wallOf(startsAt.getTime(), endsAt.getTime(), who.zone)
  return {
    weekly: weekly.map(({ counsellorId: _, ...row }) => row),
    exceptions: exceptions.map(({ id, kind, startsAt, endsAt }) => ({
      id,
      kind,
      start: startsAt.toISOString(),
      end: endsAt.toISOString(),
      wall: wallOfSpan({ startsAt, endsAt }),
    })),
    conflicts: caught.map((talk) => ({ bookingId: talk.id, wall: wallOfSpan(talk) })),
    zone: who.zone,
    today: localDate(nowMs, who.zone),
    serverNow: new Date(nowMs).toISOString(),
  }
}

type Span = { startsAt: Date; endsAt: Date }

/** Talks ahead that fall into one of these absences: somebody has to move or cancel them. */
async function talksWithin(tx: Tx, counsellorId: string, absences: Span[], nowMs: number): Promise<Talk[]> {
  if (absences.length === 0) return []
  const last = Math.max(...absences.map(({ endsAt }) => endsAt.getTime()))
  const talks = await talksOfCounsellor(tx, counsellorId, new Date(nowMs), new Date(last))
  return talks.filter(
    (talk) =>
      talk.state === 'booked' &&
      absences.some(({ startsAt, endsAt }) => startsAt < talk.endsAt && endsAt > talk.startsAt),
  )
}
