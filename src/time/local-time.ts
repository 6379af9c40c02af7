import { localTime, stretchesOf } from './zone.ts'

/** A talk's times as clocks in `zone` show them: local `YYYY-MM-DDTHH:mm`. */
export type Wall = { zone: string; start: string; end: string }

/**
 * Wall times of `[start, end)` (epoch ms) in an IANA zone, by the server's zone data.
 *
 * @example wallOf(Date.UTC(2026, 5, 1, 12), Date.UTC(2026, 5, 1, 13), 'Europe/Stockholm').start // '2026-06-01T14:00'
 */
export function wallOf(start: number, end: number, zone: string): Wall {
  return wallClock(zone, start, end)(start, end)
}

/** {@link wallOf} for many talks between `from` and `until`: the zone is resolved once. */
export function wallClock(zone: string, from: number, until: number): (start: number, end: number) => Wall {
  const stretches = stretchesOf(zone, from, until)
  const written = (instant: number) => new Date(localTime(stretches, instant)).toISOString().slice(0, 16)
  return (start, end) => ({ zone, start: written(start), end: written(end) })
}

/** The local date `YYYY-MM-DD` of an instant (epoch ms). */
export function localDate(instant: number, zone: string): string {
  return wallOf(instant, instant, zone).start.slice(0, 10)
}
