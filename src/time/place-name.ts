import type { Language } from '../words/language.ts'

/**
 * The city of a zone as people know it: `America/New_York` is `New York`, and `Europe/Copenhagen` in Danish
 * `København`.
 */
export const placeName = (zone: string, language: Language): string =>
  own[zone]?.[language] ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/**
 * Places near by that have a name of their own in Swedish and Danish; the names of zones are English. Browsers still
 * call some zones by what their city was called before (tzdata, `backward`).
 */
const own: Record<string, Partial<Record<Language, string>>> = {
  'Europe/Copenhagen': { sv: 'Köpenhamn', da: 'København' },
  'Europe/Helsinki': { sv: 'Helsingfors' },
  'Asia/Calcutta': everywhere('Kolkata'),
  'Asia/Katmandu': everywhere('Kathmandu'),
  'Asia/Rangoon': everywhere('Yangon'),
  'Asia/Saigon': everywhere('Ho Chi Minh City'),
  'Europe/Kiev': everywhere('Kyiv'),
  'Atlantic/Faroe': { sv: 'Färöarna', da: 'Færøerne', en: 'the Faroe Islands' },
}

function everywhere(name: string): Record<Language, string> {
  return { sv: name, da: name, en: name }
}
