import { lastMinute } from '../../../src/availability/limits.ts'

/** `07:30` for 450 minutes after midnight; 1440 is `00:00` of the next day. */
export const clockOfMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** 450 for `07:30`, `null` for what is no time of day. */
export function minuteOfClock(text: string): number | null {
  const [hours, minutes] = text.split(':').map(Number)
  if (hours === undefined || minutes === undefined || !Number.isInteger(hours) || !Number.isInteger(minutes))
    return null
  return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 ? hours * 60 + minutes : null
}

/** Midnight as an end is the end of the day. */
export const endMinuteOf = (text: string): number | null => {
  const minute = minuteOfClock(text)
  return minute === 0 ? lastMinute : minute
}
