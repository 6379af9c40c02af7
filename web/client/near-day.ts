import { localeNow } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import { clockRange, formatWall, longDate, wholeInstant, wholeTime } from '../i18n/time.ts'
import type { Wall } from '../i18n/time.ts'
import { serverNow } from './server-now.ts'

type Near = 'today' | 'tomorrow' | null

/**
 * Whether a local date in `zone` (IANA name) is today or tomorrow there. By the server's clock: that of a phone may be
 * a day off. `null` also in a browser that does not know the zone.
 *
 * @param local `YYYY-MM-DD`, or more
 */
export function nearDay(local: string, zone: string, nowMs: number = serverNow()): Near {
  const today = dateIn(zone, nowMs)
  const date = local.slice(0, 10)
  if (today === null || date < today) return null
  if (date === today) return 'today'
  return date === dayAfter(today) ? 'tomorrow' : null
}

function dateIn(zone: string, nowMs: number): string | null {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(nowMs)
  } catch {
    return null
  }
}

/** By the calendar, not by 24 hours: the day on which clocks change has 23 or 25. */
function dayAfter(date: string): string {
  const next = new Date(`${date}T00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

/** `i dag`, `i morgon` or nothing. */
export function nearDayName(local: string, zone: string): string | null {
  const near = nearDay(local, zone)
  if (near === null) return null
  return near === 'today' ? m.common_today() : m.common_tomorrow()
}

const withNear = (name: string | null, said: string) => (name === null ? said : `${name}, ${said}`)

/** `i morgon, fredag 27 november` */
export const nearDate = (local: string, zone: string): string => withNear(nearDayName(local, zone), longDate(local))

/** `i morgon, fredag 27 november kl. 14:00–14:45` */
export const nearTime = (wall: Wall): string => withNear(nearDayName(wall.start, wall.zone), wholeTime(wall))

/** `i morgon, fredag 27 november kl. 14:00` */
export const nearInstant = (local: string, zone: string): string =>
  withNear(nearDayName(local, zone), wholeInstant(local))

/** For a line with little room: `i morgon 14:00–14:45`, `fre 27 nov. 14:00–14:45`. */
export const shortTime = (wall: Wall): string =>
  `${nearDayName(wall.start, wall.zone) ?? formatWall(wall.start, { weekday: 'short', day: 'numeric', month: 'short' }, localeNow())} ${clockRange(wall)}`
