import { m } from './paraglide/messages.js'

/** `2 timmar och 39 minuter`, or `2 timmar`. */
export function hoursAndMinutes({ hours, minutes }: { hours: number; minutes: number }): string {
  const whole = m.common_hours({ count: hours })
  return minutes === 0 ? whole : m.common_both({ one: whole, other: m.common_minutes({ count: minutes }) })
}

/** How long, as one says it: `45 minuter`, `90 minuter`, `2 timmar`. */
export const duration = (minutes: number): string =>
  minutes <= 90
    ? m.common_minutes({ count: minutes })
    : hoursAndMinutes({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
