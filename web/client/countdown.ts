type Countdown =
  | { kind: 'far' }
  | { kind: 'days'; days: number }
  | { kind: 'hours'; hours: number; minutes: number }
  | { kind: 'minutes'; minutes: number }
  | { kind: 'now' }
  | { kind: 'over' }

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * How far away a talk is, as one would say it: days up to a week, hours below two days, with their minutes below six
 * hours, and minutes alone below an hour and a half.
 * Rounded down, so that nobody comes too late because of it.
 */
export function countdown(nowMs: number, startMs: number, endMs: number): Countdown {
  const leftMs = startMs - nowMs
  if (nowMs >= endMs) return { kind: 'over' }
  if (leftMs <= 0) return { kind: 'now' }
  if (leftMs < 1.5 * hourMs) return { kind: 'minutes', minutes: Math.max(1, Math.floor(leftMs / minuteMs)) }
  if (leftMs < 48 * hourMs) {
    const hours = Math.floor(leftMs / hourMs)
    return { kind: 'hours', hours, minutes: hours < 6 ? Math.floor((leftMs % hourMs) / minuteMs) : 0 }
  }
  if (leftMs < 8 * 24 * hourMs) return { kind: 'days', days: Math.floor(leftMs / (24 * hourMs)) }
  return { kind: 'far' }
}
