import type { Wall } from '../../src/time/local-time.ts'

/**
 * True when a clock in `zone` (IANA name) shows the time of `wall` too, when that comes. Then its zone needs no name:
 * Stockholm and Copenhagen tell people the same.
 *
 * @param time.start an instant, RFC 3339
 */
export function clocksAgree({ start, wall }: { start: string; wall: Wall }, zone: string): boolean {
  if (zone === wall.zone) return true
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return wall.start.startsWith(clock.format(Date.parse(start)).replace(' ', 'T'))
}
