import type { Slot } from '../api.ts'

export type PartOfDay = 'morning' | 'day' | 'evening'
export type Day = { date: string; slots: Slot[] }

/** Free times by the local date on which they begin; only days that have one. */
export function daysOf(slots: Slot[]): Day[] {
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const date = slot.wall.start.slice(0, 10)
    days.set(date, [...(days.get(date) ?? []), slot])
  }
  return [...days].map(([date, ofDay]) => ({ date, slots: ofDay })).sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** Before noon, before five, and later, by the wall clock. Parts without a time are left out. */
export function partsOf(day: Day): { part: PartOfDay; slots: Slot[] }[] {
  const parts: PartOfDay[] = ['morning', 'day', 'evening']
  return parts
    .map((part) => ({ part, slots: day.slots.filter((slot) => partAt(slot.wall.start) === part) }))
    .filter(({ slots }) => slots.length > 0)
}

/**
 * A wall time that comes twice in a night when the clock is put back: the instants tell which is which.
 * `0` for a time that comes once, else `1` for the earlier and `2` for the later.
 */
export function turnOf(slot: Slot, day: Day): 0 | 1 | 2 {
  const same = day.slots.filter((other) => other.wall.start === slot.wall.start)
  if (same.length < 2) return 0
  return same.every((other) => slot.start <= other.start) ? 1 : 2
}

function partAt(local: string): PartOfDay {
  const hour = Number(local.slice(11, 13))
  return hour < 12 ? 'morning' : hour < 17 ? 'day' : 'evening'
}
