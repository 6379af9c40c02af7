import { hardEndMinutes } from './door.ts'

/** A room that stayed empty for so long after the talk's time was up is closed. */
const emptyMinutes = 10

/**
 * True when the clock may close a talk that nobody ended: its time is up and nobody was there for ten
 * minutes, or an hour has passed since. `lastSeenMs` is when anybody was last in the room, or null; a talk
 * by phone or text needs no room, so only the hour counts (`roomTells` false).
 */
export function overByClock(
  {
    endsMs,
    present,
    lastSeenMs,
    roomTells,
  }: { endsMs: number; present: boolean; lastSeenMs: number | null; roomTells: boolean },
  nowMs: number,
): boolean {
  if (nowMs >= endsMs + hardEndMinutes * 60_000) return true
  if (present || !roomTells) return false
  return nowMs >= Math.max(endsMs, lastSeenMs ?? 0) + emptyMinutes * 60_000
}
