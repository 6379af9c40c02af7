import { placeName } from '../../src/time/place-name.ts'
import type { Wall } from '../../src/time/local-time.ts'
import { languageTags, type Language } from '../../src/words/language.ts'
import { localeNow } from './locale.ts'

/**
 * Times as the server worked them out: local date and time in a zone, without an offset. The browser only
 * writes them out; it never turns an instant into a local time by its own clock or zone data.
 */
export type { Wall }

/** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`, read as if it were UTC, written out by `options`. */
export function formatWall(local: string, options: Intl.DateTimeFormatOptions, locale: Language = localeNow()): string {
  const date = new Date(local.length === 10 ? `${local}T00:00Z` : `${local}Z`)
  return new Intl.DateTimeFormat(languageTags[locale], { ...options, timeZone: 'UTC', hourCycle: 'h23' }).format(date)
}

/** `14:00`; in Danish, as in its letters, `14.00`. */
export const clockTime = (local: string): string => local.slice(11, 16).replace(':', localeNow() === 'da' ? '.' : ':')

/** `tisdag 24 november` */
export const longDate = (local: string, locale?: Language): string =>
  formatWall(local, { weekday: 'long', day: 'numeric', month: 'long' }, locale)

/** `tis 24 nov.` */
export const shortDate = (local: string, locale?: Language): string =>
  formatWall(local, { weekday: 'short', day: 'numeric', month: 'short' }, locale)

/** `24 november 2026` */
export const fullDate = (local: string, locale?: Language): string =>
  formatWall(local, { day: 'numeric', month: 'long', year: 'numeric' }, locale)

/** `14:00–14:45` */
export const clockRange = (wall: Wall): string => `${clockTime(wall.start)}–${clockTime(wall.end)}`

/** `tisdag 24 november kl. 14:00–14:45`; a line never ends between the last two. */
export const wholeTime = (wall: Wall): string =>
  `${longDate(wall.start)}${localeNow() === 'en' ? ', ' : ' kl.\u00a0'}${clockRange(wall)}`

/** `tisdag 24 november kl. 14:00` */
export const wholeInstant = (local: string): string =>
  `${longDate(local)}${localeNow() === 'en' ? ', ' : ' kl.\u00a0'}${clockTime(local)}`

/** The city of a zone as people know it, in the page's language. */
export const zoneName = (zone: string, locale: Language = localeNow()): string => placeName(zone, locale)

/** The reader's zone by name only. What it means is worked out by the server. */
export function browserZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  // Some browsers that guard against fingerprinting say this; no zone data knows it.
  return timeZone && timeZone !== 'Etc/Unknown' ? timeZone : 'Europe/Stockholm'
}

/** The language's own name, by BCP 47 tag: `sv` is `svenska`. */
export function languageName(tag: string, locale: Language = localeNow()): string {
  return new Intl.DisplayNames([languageTags[locale]], { type: 'language' }).of(tag) ?? tag
}

/** With a capital first letter: weekdays and languages have none in Swedish and Danish. */
export const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)
