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

/** Whether `text` is a date `YYYY-MM-DD` that exists: an address may hold anything. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`))
