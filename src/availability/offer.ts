import type { Slot } from './slot.ts'
import { wallClock, wallOf } from '../time/local-time.ts'
import type { Wall } from '../time/local-time.ts'

/** A time that may be chosen. Instants are RFC 3339 UTC. */
export type OfferedTime = { start: string; end: string; wall: Wall }

/** Whether clocks in two zones show different times at the first or the last of some slots. */
export function clocksDiffer(slots: readonly Slot[], zone: string, other: string): boolean {
  const read = (start: number, place: string) => wallOf(start, start, place).start
  return [slots[0], slots.at(-1)].some(
    (slot) => slot !== undefined && read(slot.start, zone) !== read(slot.start, other),
  )
}

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
