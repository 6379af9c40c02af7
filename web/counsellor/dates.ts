/** `days` after a local date `YYYY-MM-DD`. Dates only: no zone is involved. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The Monday of the week that `date` lies in (ISO 8601). */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00Z`).getUTCDay()
  return daysAfter(date, -((weekday + 6) % 7))
}

/** The seven days from `monday`. */
export const weekFrom = (monday: string): string[] => Array.from({ length: 7 }, (_, day) => daysAfter(monday, day))
