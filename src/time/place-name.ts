import type { Language } from '../words/language.ts'

/**
 * The city of a zone as people know it: `America/New_York` is `New York`, and `Europe/Copenhagen` in Danish
 * `København`.
 */
export const placeName = (zone: string, language: Language): string =>
  own[zone]?.[language] ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** Places near by that have a name of their own in Swedish and Danish; the names of zones are English. */
const own: Record<string, Partial<Record<Language, string>>> = {
  'Europe/Copenhagen': { sv: 'Köpenhamn', da: 'København' },
  'Europe/Helsinki': { sv: 'Helsingfors' },
  'Atlantic/Faroe': { sv: 'Färöarna', da: 'Færøerne', en: 'the Faroe Islands' },
}
