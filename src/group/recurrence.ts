import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { eventLimits } from './limits.ts'

/** Parts of a rule that make a series of dates. Others would make another hour, or no end in sight. */
const parts = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'WKST']

/**
 * The starts (epoch ms) of a series, the first one among them: RFC 5545, 3.3.10. A series keeps its local hour over the
 * changeover; an hour that a changeover leaves out is the same time after it.
 *
 * @param rule such as `FREQ=WEEKLY;COUNT=6`; it must end, by COUNT or UNTIL
 * @param first the first start, epoch ms
 * @param zone IANA name
 * @returns a sentence when the rule cannot be used
 */
export function startsOfSeries(rule: string, first: number, zone: string): number[] | string {
  const named = rule.replace(/^RRULE:/i, '').toUpperCase()
  const names = named.split(';').map((part) => part.split('=')[0] ?? '')
  const stranger = names.find((name) => !parts.includes(name))
  if (stranger !== undefined) return `${stranger || 'An empty part'} is not a part of a rule that can be used here`
  if (!/FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)/.test(named)) return 'FREQ is DAILY, WEEKLY, MONTHLY or YEARLY'
  if (!names.includes('COUNT') && !names.includes('UNTIL')) return 'A series ends: with COUNT or UNTIL'
  const begins = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(zone)
  const starts = datesOf(named, begins)
  if (starts === null) return 'This rule cannot be read: RFC 5545, section 3.3.10'
  if (starts.length > eventLimits.dates) return `A series has at most ${eventLimits.dates} dates`
  if (starts[0] !== first) return 'The first date is not one of the rule'
  return starts
}

function datesOf(rule: string, begins: Temporal.ZonedDateTime): number[] | null {
  try {
    // What it takes is a date and a time on the clock of the zone.
    const local = begins.toPlainDateTime().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
    const series = new RRuleTemporal({ rruleString: `DTSTART;TZID=${begins.timeZoneId}:${local}\nRRULE:${rule}` })
    const found = series.all((_, count) => count <= eventLimits.dates)
    return found.map(({ epochMilliseconds }) => Number(epochMilliseconds))
  } catch {
    return null
  }
}

/** A start (epoch ms) as far from another on the local clock as `to` is from `from`. */
export function movedAlike(start: number, { from, to, zone }: { from: number; to: number; zone: string }): number {
  const local = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime()
  return local(start)
    .add(local(from).until(local(to)))
    .toZonedDateTime(zone).epochMilliseconds
}
