import { Temporal } from 'temporal-polyfill'

const minuteMs = 60_000
const weekMs = 7 * 86_400_000

/** A time during which a zone keeps one offset. `from` and `until` are epoch ms, `offset` is ms east of UTC. */
export type Stretch = { from: number; until: number; offset: number }

/**
 * The offsets of `zone` over `[from, until)` (epoch ms), padded by two days on both sides, so that a local
 * time near an edge is found too. Offsets are asked for once a week and a change is then found to the minute:
 * no zone has changed twice within a week since zone data are kept by the minute.
 *
 * @throws RangeError for a zone that is unknown to the zone data of the server
 */
export function stretchesOf(zone: string, from: number, until: number): Stretch[] {
  const end = until + 2 * 86_400_000
  let at = Math.floor((from - 2 * 86_400_000) / weekMs) * weekMs
  let current: Stretch = { from: at, until: at, offset: offsetAt(zone, at) }
  const found = [current]
  while (at < end) {
    const next = at + weekMs
    const offset = offsetAt(zone, next)
    if (offset !== current.offset) {
      current.until = changeBetween(zone, at, next)
      current = { from: current.until, until: next, offset }
      found.push(current)
    }
    current.until = next
    at = next
  }
  return found
}

/** What clocks show at `instant`, as ms since 1970-01-01T00:00 of that wall clock. */
export function localTime(stretches: readonly Stretch[], instant: number): number {
  const stretch = stretches.find(({ until }) => instant < until) ?? stretches.at(-1)
  return instant + (stretch?.offset ?? 0)
}

/**
 * The instant at which clocks show `local`, by RFC 5545, 3.3.5: a time that happens twice is the first of the
 * two, and a time that does not exist is counted with the offset from before the gap (02:30 becomes 03:30).
 */
export function instantOf(stretches: readonly Stretch[], local: number): number {
  let beforeGap = local
  for (const { from, until, offset } of stretches) {
    const instant = local - offset
    if (instant >= from && instant < until) return instant
    if (instant >= until) beforeGap = instant
  }
  return beforeGap
}

export function isZone(name: string): boolean {
  // Temporal also takes offsets as zones; people live in named ones.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    offsetAt(name, 0)
    return true
  } catch {
    return false
  }
}

/** A zone's name as the zone data spell it: one zone is one name, whatever the letters' case. */
export const zoneName = (name: string): string =>
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId

/** A constant of the zone data, not state: emptied when it grows, filled again by whoever asks. */
const knownOffsets = new Map<string, number>()

function offsetAt(zone: string, instant: number): number {
  const key = `${zone} ${instant}`
  const known = knownOffsets.get(key)
  if (known !== undefined) return known
  const offset = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  if (knownOffsets.size > 10_000) knownOffsets.clear()
  knownOffsets.set(key, offset)
  return offset
}

/** The first minute in `(before, after]` that has the offset of `after`. */
function changeBetween(zone: string, before: number, after: number): number {
  const offset = offsetAt(zone, after)
  let [low, high] = [before / minuteMs, after / minuteMs]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle * minuteMs) === offset) high = middle
    else low = middle
  }
  return high * minuteMs
}
