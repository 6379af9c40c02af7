import { freeSlots } from '../../availability/slot.ts'
import type { ServiceAvailability } from '../../availability/store.ts'
import type { Slot } from './plan.ts'

const weekMs = 7 * 86_400_000

/** So far back a database can look lived in: ten years of weeks. */
const mostWeeks = 520

/**
 * Times at which talks could have been, week by week from `untilMs` back, the latest first in each week; times of one
 * counsellor do not overlap. Hours count as if they had always been.
 */
export function* timesBackFrom(availability: ServiceAvailability, untilMs: number): Generator<Slot> {
  const { service } = availability
  const counsellors = availability.counsellors.map((counsellor) => ({
    ...counsellor,
    busy: [],
    weekly: counsellor.weekly.map((hours) => ({ ...hours, firstDate: '2000-01-01' })),
  }))
  const alwaysOpen = { ...service, minNoticeMinutes: 0, maxNoticeDays: 365 }
  const lastsMs = (service.minutes + service.bufferBeforeMinutes + service.bufferAfterMinutes) * 60_000
  /** When the next talk of each counsellor begins, over the edges of weeks. */
  const next = new Map<string, number>()
  for (let week = 0; week < mostWeeks; week++) {
    const until = untilMs - week * weekMs
    const from = until - weekMs
    const found = counsellors.flatMap(({ id, ...counsellor }) =>
      freeSlots(alwaysOpen, [{ id, ...counsellor }], { from, until, now: from - 1 })
        .toReversed()
        .filter(({ start }) => start + lastsMs <= (next.get(id) ?? Infinity) && next.set(id, start))
        .map(({ start }) => ({ counsellorId: id, startMs: start })),
    )
    yield* found.sort((a, b) => b.startMs - a.startMs)
  }
}
