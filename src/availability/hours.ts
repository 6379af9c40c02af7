import type { Interval } from '../time/interval.ts'
import { subtract, union } from '../time/interval.ts'
import { instantOf, localTime, stretchesOf } from '../time/zone.ts'
import type { Stretch } from '../time/zone.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/**
 * Hours that return every week, in local time of `zone`. `weekday` is ISO (1 is Monday), minutes count from
 * local midnight. `untilMinute <= fromMinute` runs across midnight into the next day. `firstDate` and
 * `lastDate` (`YYYY-MM-DD`) are the first and last local date on which the hours begin.
 */
export type WeeklyHours = {
  weekday: number
  fromMinute: number
  untilMinute: number
  zone: string
  firstDate: string
  lastDate: string | null
}

/**
 * Which end of weekly hours stands before its beginning, if one does. Hours that begin and end at the same minute
 * are refused too: a day and night on duty is from 0 to 1440, and everything else that looks so was a slip.
 */
export function misordered({
  fromMinute,
  untilMinute,
  firstDate,
  lastDate,
}: WeeklyHours): { field: 'lastDate' | 'untilMinute'; message: string } | null {
  if (lastDate !== null && lastDate < firstDate)
    return { field: 'lastDate', message: 'The last day is before the first.' }
  return untilMinute === fromMinute ? { field: 'untilMinute', message: 'The hours end when they begin.' } : null
}

/** When a counsellor is there: weekly hours and extra times, without absences, which win over both. */
export type Hours = { weekly: readonly WeeklyHours[]; extra: readonly Interval[]; absences: readonly Interval[] }

/** A zone's offsets over the time in question; see {@link zonesOver}. */
export type Zones = (zone: string) => readonly Stretch[]

/** Resolves each zone once for everything that is asked about `[from, until)`. */
export function zonesOver(from: number, until: number): Zones {
  const known = new Map<string, Stretch[]>()
  return function stretchesIn(zone) {
    const stretches = known.get(zone) ?? stretchesOf(zone, from, until)
    known.set(zone, stretches)
    return stretches
  }
}

/** The open times that touch `[from, until)` (epoch ms), sorted and joined. They may reach beyond both ends. */
export function openTimes(hours: Hours, from: number, until: number, zones = zonesOver(from, until)): Interval[] {
  const open = hours.extra.filter((extra) => extra.from < until && extra.until > from)
  for (const weekly of hours.weekly) pushOccurrences(open, weekly, { from, until }, zones(weekly.zone))
  return subtract(union(open), union(hours.absences))
}

/**
 * A boundary that falls into a changeover follows RFC 5545 (see {@link instantOf}): a 02:30 that does not exist
 * is 03:30 by the new clock, a 02:30 that happens twice is the first. Hours from 22:00 to 02:30 last four and a
 * half hours in every night of the year; hours from 22:00 to 06:00 lose or gain the hour, as the people do.
 */
function pushOccurrences(
  open: Interval[],
  weekly: WeeklyHours,
  { from, until }: Interval,
  stretches: readonly Stretch[],
): void {
  const { weekday, fromMinute, untilMinute, firstDate, lastDate } = weekly
  const length = (untilMinute > fromMinute ? untilMinute : untilMinute + 1440) - fromMinute
  // Hours that begin the evening before may reach into the first day.
  const earliest = Math.floor(localTime(stretches, from) / dayMs) * dayMs - dayMs
  const first = Math.max(earliest, Date.parse(firstDate))
  const last = Math.min(localTime(stretches, until), lastDate === null ? Infinity : Date.parse(lastDate))
  // 1970-01-01 was a Thursday, ISO weekday 4.
  const weekdayOfFirst = ((first / dayMs + 3) % 7) + 1
  for (let date = first + ((weekday - weekdayOfFirst + 7) % 7) * dayMs; date <= last; date += 7 * dayMs) {
    const opens = date + fromMinute * minuteMs
    const interval = {
      from: instantOf(stretches, opens),
      until: instantOf(stretches, opens + length * minuteMs),
    }
    if (interval.from < until && interval.until > from) open.push(interval)
  }
}
