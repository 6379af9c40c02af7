import * as m from '../words/paraglide-server/messages.js'
import { placeName } from '../time/place-name.ts'
import { languageTags, type Language } from '../words/language.ts'

/**
 * An instant (epoch ms) as a reader in `zone` says it. The zone is named when its clock shows another time
 * than the service's.
 *
 * @example timeInWords(Date.UTC(2026, 10, 24, 13), zone, zone, 'sv') // 'tisdag 24 november kl. 14:00' in Stockholm
 */
export function timeInWords(instantMs: number, zone: string, serviceZone: string, language: Language): string {
  const when = m.letter_time_of_day(partsOf(instantMs, zone, language), { locale: language })
  if (sameClock(instantMs, zone, serviceZone, language)) return when
  return m.letter_time_in_place({ when, place: placeName(zone, language) }, { locale: language })
}

function partsOf(instantMs: number, zone: string, language: Language) {
  const { dates, times } = formatters(zone, language)
  // English puts a comma after the weekday, which reads badly in the middle of a sentence.
  return { date: dates.format(instantMs).replace(',', ''), time: times.format(instantMs) }
}

function sameClock(instantMs: number, zone: string, serviceZone: string, language: Language): boolean {
  if (zone === serviceZone) return true
  const here = partsOf(instantMs, zone, language)
  const there = partsOf(instantMs, serviceZone, language)
  return here.date === there.date && here.time === there.time
}

type Formatters = { dates: Intl.DateTimeFormat; times: Intl.DateTimeFormat }
const kept = new Map<string, Formatters>()

/** Making a formatter costs more than a letter; there are a few hundred zones at most. */
function formatters(zone: string, language: Language): Formatters {
  const key = `${language} ${zone}`
  const known = kept.get(key)
  if (known) return known
  const fresh: Formatters = {
    dates: new Intl.DateTimeFormat(languageTags[language], {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    }),
    times: new Intl.DateTimeFormat(languageTags[language], {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  }
  kept.set(key, fresh)
  return fresh
}

const keptMinutes = new Map<string, string>()

/** `45 minuter`, `2 timmar`. Kept once made: choosing between one and many costs as much as the rest of a letter's words. */
export function minutesInWords(count: number, language: Language): string {
  const key = `${language} ${count}`
  const known = keptMinutes.get(key)
  if (known !== undefined) return known
  const fresh = duration(count, language)
  keptMinutes.set(key, fresh)
  return fresh
}

function duration(count: number, language: Language): string {
  const locale = { locale: language }
  const [hours, minutes] = count <= 90 ? [0, count] : [Math.floor(count / 60), count % 60]
  if (hours === 0) return m.common_minutes({ count: minutes }, locale)
  const one = m.common_hours({ count: hours }, locale)
  return minutes === 0 ? one : m.common_both({ one, other: m.common_minutes({ count: minutes }, locale) }, locale)
}
