/** Half-open `[from, until)`, epoch ms. Lists of intervals are sorted and do not overlap unless said otherwise. */
export type Interval = { from: number; until: number }

/** Any intervals in any order -> sorted, without overlaps, touching ones joined. Empty ones are dropped. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from)
  const joined: Interval[] = []
  for (const { from, until } of sorted) {
    const last = joined.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else joined.push({ from, until })
  }
  return joined
}

/** `intervals` without `holes`. Both sorted and without overlaps. */
export function subtract(intervals: readonly Interval[], holes: readonly Interval[]): Interval[] {
  const rest: Interval[] = []
  let next = 0
  for (const { from, until } of intervals) {
    let at = from
    while ((holes[next]?.until ?? Infinity) <= at) next++
    for (let hole = next; hole < holes.length; hole++) {
      const { from: holeFrom, until: holeUntil } = holes[hole] ?? { from: Infinity, until: Infinity }
      if (holeFrom >= until) break
      if (holeFrom > at) rest.push({ from: at, until: holeFrom })
      at = Math.max(at, holeUntil)
    }
    if (at < until) rest.push({ from: at, until })
  }
  return rest
}
