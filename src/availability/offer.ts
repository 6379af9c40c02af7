import type { Slot } from './slot.ts'
import { wallClock } from './wall.ts'
import type { Wall } from './wall.ts'

/** A time that may be chosen. Instants are RFC 3339 UTC. */
export type OfferedTime = { start: string; end: string; wall: Wall }

/** Slots as they are shown: with their ends, and the wall times of `zone`. */
export function offeredTimes(slots: readonly Slot[], minutes: number, zone: string): OfferedTime[] {
  const [first, last] = [slots[0]?.start ?? 0, slots.at(-1)?.start ?? 0]
  const length = minutes * 60_000
  const wall = wallClock(zone, first, last + length)
  return slots.map(({ start }) => ({
    start: new Date(start).toISOString(),
    end: new Date(start + length).toISOString(),
    wall: wall(start, start + length),
  }))
}
