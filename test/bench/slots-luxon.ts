import { DateTime, Interval } from 'luxon'
import type { WeeklyHours } from '../../src/availability/hours.ts'
import type { Counsellor, Slot, SlotRules, Span } from '../../src/availability/slot.ts'

/**
 * The rules of `freeSlots` once more, as one would write them with luxon: each local day of each rule becomes
 * an `Interval`, absences are cut out, and a cursor walks the grid. To measure against, and to agree with.
 * For grids that divide an hour and zones that change by whole hours.
 */
export function luxonSlots(rules: SlotRules, counsellors: readonly Counsellor[], { from, until, now }: Span): Slot[] {
  const earliest = Math.max(from, DateTime.fromMillis(now).plus({ minutes: rules.minNoticeMinutes }).toMillis())
  const latest = Math.min(
    until - 1,
    DateTime.fromMillis(now)
      .plus({ hours: rules.maxNoticeDays * 24 })
      .toMillis(),
  )
  const free = new Map<number, number>()
  for (const counsellor of counsellors) {
    const busy = counsellor.busy.map((range) =>
      Interval.fromDateTimes(DateTime.fromMillis(range.from), DateTime.fromMillis(range.until)),
    )
    for (const open of openIntervals(counsellor, from, until, rules)) {
      const opens = open.start?.minus({ minutes: rules.bufferBeforeMinutes }).toMillis() ?? 0
      const closes = open.end?.plus({ minutes: rules.bufferAfterMinutes }).toMillis() ?? 0
      const near = busy.filter(({ start, end }) => Number(end) > opens && Number(start) < closes)
      for (const start of startsWithin(open, rules)) {
        if (start.toMillis() < earliest || start.toMillis() > latest) continue
        const wanted = Interval.fromDateTimes(
          start.minus({ minutes: rules.bufferBeforeMinutes }),
          start.plus({ minutes: rules.minutes + rules.bufferAfterMinutes }),
        )
        if (near.some((range) => range.overlaps(wanted))) continue
        free.set(start.toMillis(), (free.get(start.toMillis()) ?? 0) + 1)
      }
    }
  }
  return [...free].map(([start, count]) => ({ start, free: count })).sort((a, b) => a.start - b.start)
}

function openIntervals(counsellor: Counsellor, from: number, until: number, rules: SlotRules): Interval[] {
  const intervalOf = (range: { from: number; until: number }): Interval =>
    Interval.fromDateTimes(DateTime.fromMillis(range.from), DateTime.fromMillis(range.until))
  const open: Interval[] = counsellor.extra.map(intervalOf)
  for (const weekly of counsellor.weekly) {
    const last = DateTime.fromMillis(until, { zone: weekly.zone }).plus({ minutes: rules.minutes })
    const first = DateTime.fromMillis(from, { zone: weekly.zone }).startOf('day').minus({ days: 1 })
    let day = first.plus({ days: (weekly.weekday - first.weekday + 7) % 7 })
    for (; day <= last; day = day.plus({ weeks: 1 })) {
      const interval = occurrence(weekly, day)
      if (interval) open.push(interval)
    }
  }
  const absences = counsellor.absences.map(intervalOf)
  return Interval.merge(open.filter((interval) => interval.isValid && !interval.isEmpty())).flatMap((interval) =>
    interval.difference(...absences),
  )
}

function occurrence(weekly: WeeklyHours, day: DateTime): Interval | null {
  const date = day.toISODate() ?? ''
  if (date < weekly.firstDate || (weekly.lastDate !== null && date > weekly.lastDate)) return null
  const endDay = weekly.untilMinute > weekly.fromMinute ? day : day.plus({ days: 1 })
  const [start, end] = [at(day, weekly.fromMinute), at(endDay, weekly.untilMinute)]
  return end > start ? Interval.fromDateTimes(start, end) : null
}

/** Of a time that happens twice the first; luxon itself takes the one that the offset of today leads to. */
function at(day: DateTime, minute: number): DateTime {
  const local = day.set({ hour: Math.floor(minute / 60), minute: minute % 60 })
  if (local.startOf('day').offset === local.endOf('day').offset) return local
  return DateTime.min(...local.getPossibleOffsets()) ?? local
}

function* startsWithin(open: Interval, rules: SlotRules): Generator<DateTime> {
  if (!open.start || !open.end) return
  let start = open.start.setZone(rules.zone)
  const past = (start.hour * 60 + start.minute) % rules.gridMinutes
  if (past !== 0) start = start.plus({ minutes: rules.gridMinutes - past })
  for (; start.plus({ minutes: rules.minutes }) <= open.end; start = start.plus({ minutes: rules.gridMinutes }))
    yield start
}
