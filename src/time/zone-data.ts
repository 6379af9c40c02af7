/** The release of the zone data that this runtime reckons with, such as `2026c`; `null` where it does not say. */
export const zoneDataRelease = (): string | null => globalThis.process?.versions?.['tz'] ?? null

/**
 * True when this release may be more than a year old, so that a zone which changed its clock since is reckoned wrongly.
 * A release is named by its year and a letter that counts in it, and not by its day: there was about a month between any
 * two, so the first day that it can be of is taken. `false` for what is no such name.
 *
 * @see https://data.iana.org/time-zones/tz-link.html
 * @example isOldZoneData('2026c', Date.UTC(2027, 2, 2)) // true: it came in March 2026 at the earliest
 */
export function isOldZoneData(release: string, nowMs: number): boolean {
  const [, year, letter] = /^(\d{4})([a-z])$/.exec(release) ?? []
  if (year === undefined || letter === undefined) return false
  const month = Math.min(letter.charCodeAt(0) - 'a'.charCodeAt(0), 11)
  return nowMs > Date.UTC(Number(year) + 1, month, 1)
}
