import { isNear } from '../time/fields.ts'
import type { Interval } from '../time/interval.ts'
import { instantOf, stretchesOf } from '../time/zone.ts'
import { problem } from './problem.ts'

const dayMs = 86_400_000

/** The longest time that is answered at once. */
const longestDays = 62

/**
 * What a caller asks for, as epoch ms. Instants are half-open; dates (`YYYY-MM-DD`) are days in `zone`, both
 * included: from 1 March to 7 March is a week.
 *
 * @throws Problem 422 when it ends before it begins, or is longer than 62 days
 */
export function spanOf({ from, to }: { from: string; to: string }, zone: string): Interval {
  const span = { from: edgeMs(from, zone, 0), until: edgeMs(to, zone, 1) }
  if (!isNear(span.from) || !isNear(span.until)) throw refused('A date of this century or the next.')
  if (span.until < span.from) throw refused('It ends before it begins.')
  // An hour more than that many days: a changeover may lie between.
  if (span.until - span.from > longestDays * dayMs + 3_600_000) throw refused(`At most ${longestDays} days at once.`)
  return span
}

function edgeMs(edge: string, zone: string, daysAfter: number): number {
  if (edge.length > 10) return Date.parse(edge)
  const midnight = Date.parse(edge) + daysAfter * dayMs
  return instantOf(stretchesOf(zone, midnight, midnight), midnight)
}

const refused = (message: string) => problem(422, 'invalid', message, { errors: [{ field: 'to', message }] })
