import type { Hours, Zones } from './hours.ts'
import { openTimes, zonesOver } from './hours.ts'
import type { Interval } from '../time/interval.ts'
import { subtract, union } from '../time/interval.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** What a service says about its times. Starts lie on the grid, counted from local midnight of `zone`. */
export type SlotRules = {
  minutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  minNoticeMinutes: number
  maxNoticeDays: number
  gridMinutes: number
  zone: string
}

/** `busy` are the talks that the counsellor holds, each with its own buffers. */
export type Counsellor = Hours & { id: string; busy: readonly Interval[] }

/** A time at which a talk may start (epoch ms), and how many counsellors are free for it. */
export type Slot = { start: number; free: number }

/** The part of time that is asked for, and the server's present. All epoch ms; starts lie in `[from, until)`. */
export type Span = { from: number; until: number; now: number }

/**
 * All starts in the span at which at least one counsellor is free, in order of time.
 *
 * A talk lies within the open times of one counsellor; its buffers may reach outside of them, but not into
 * another talk with its buffers. Notice: `now + minNotice <= start <= now + maxNotice`.
 *
 * @example freeSlots(service, counsellors, { from, until, now }) // [{ start: 1790000000000, free: 2 }]
 */
export function freeSlots(rules: SlotRules, counsellors: readonly Counsellor[], span: Span): Slot[] {
  const { from, until } = withinNotice(rules, span)
  if (from >= until) return []
  const zones = zonesOver(from, until)
  const starts = gridStarts(rules, from, until, zones)
  // One step up where a stretch of possible starts begins, one step down where it ends.
  const steps = new Int32Array(starts.length + 1)
  for (const counsellor of counsellors) {
    for (const possible of possibleStarts(rules, counsellor, { from, until }, zones)) {
      steps[firstNotBefore(starts, possible.from)] = (steps[firstNotBefore(starts, possible.from)] ?? 0) + 1
      steps[firstNotBefore(starts, possible.until)] = (steps[firstNotBefore(starts, possible.until)] ?? 0) - 1
    }
  }
  const slots: Slot[] = []
  let free = 0
  for (const [index, start] of starts.entries()) {
    free += steps[index] ?? 0
    if (free > 0) slots.push({ start, free })
  }
  return slots
}

/** Those who can begin a talk at `start`, in the order given. Empty also when `start` is not on the grid. */
export function freeCounsellors<C extends Counsellor>(
  rules: SlotRules,
  counsellors: readonly C[],
  start: number,
  now: number,
): C[] {
  const span = { from: start, until: start + 1, now }
  return counsellors.filter((counsellor) => freeSlots(rules, [counsellor], span).length > 0)
}

/** True when the rules offer `start` to somebody who has no other talks: then it is taken, else it never was a slot. */
export function isOffered(rules: SlotRules, counsellors: readonly Counsellor[], start: number, now: number): boolean {
  const unoccupied = counsellors.map((counsellor) => ({ ...counsellor, busy: [] }))
  return freeCounsellors(rules, unoccupied, start, now).length > 0
}

/** The talk with its buffers: what is kept free of other talks. */
export function busyRange(rules: SlotRules, start: number): Interval {
  return {
    from: start - rules.bufferBeforeMinutes * minuteMs,
    until: start + (rules.minutes + rules.bufferAfterMinutes) * minuteMs,
  }
}

function withinNotice({ minNoticeMinutes, maxNoticeDays }: SlotRules, { from, until, now }: Span): Interval {
  return {
    from: Math.max(from, now + minNoticeMinutes * minuteMs),
    until: Math.min(until, now + maxNoticeDays * dayMs + 1),
  }
}

/**
 * Instants at which clocks in the service's zone show a multiple of the grid since 00:00. Of an hour that
 * happens twice both are starts; in an hour that does not exist there are none.
 */
function gridStarts({ gridMinutes, zone }: SlotRules, from: number, until: number, zones: Zones): number[] {
  const grid = gridMinutes * minuteMs
  const starts: number[] = []
  for (const stretch of zones(zone)) {
    const end = Math.min(until, stretch.until) + stretch.offset
    let local = Math.max(from, stretch.from) + stretch.offset
    while (local < end) {
      const midnight = Math.floor(local / dayMs) * dayMs
      const nextMidnight = midnight + dayMs
      local = midnight + Math.ceil((local - midnight) / grid) * grid
      for (; local < end && local < nextMidnight; local += grid) starts.push(local - stretch.offset)
      local = nextMidnight
    }
  }
  return starts
}

/** Half-open stretches of starts that keep the talk within open times and clear of others' buffers. */
function possibleStarts(rules: SlotRules, counsellor: Counsellor, { from, until }: Interval, zones: Zones): Interval[] {
  const length = rules.minutes * minuteMs
  const before = rules.bufferBeforeMinutes * minuteMs
  const after = rules.bufferAfterMinutes * minuteMs
  const open = openTimes(counsellor, from, until + length, zones)
  // The last possible start is exactly one length before closing: half-open, hence one more millisecond.
  const starts = open.map((time) => ({ from: time.from, until: time.until - length + 1 }))
  const blocked = counsellor.busy.map((busy) => ({ from: busy.from - length - after + 1, until: busy.until + before }))
  return subtract(
    starts.filter((start) => start.from < start.until),
    union(blocked),
  )
}

/** Index of the first of `sorted` that is not less than `value`; its length when there is none. */
function firstNotBefore(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1
    else high = middle
  }
  return low
}
