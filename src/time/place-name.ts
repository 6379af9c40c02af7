import { inEveryLanguage, type Language } from '../words/language.ts'

/**
 * The city of a zone as people know it: `America/New_York` is `New York`, and `Europe/Copenhagen` in Danish
 * `København`.
 */
export const placeName = (zone: string, language: Language): string =>
  own[zone]?.[language] ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/**
 * Places that people here know by a name of their own; the names of zones are English. Browsers still call some zones by
 * what their city was called before (tzdata, `backward`; CLDR keeps those for good), and these are said as they are now.
 */
const own: Record<string, Partial<Record<Language, string>>> = {
  ...renamed({
    'Africa/Asmera': 'Asmara',
    'America/Coral_Harbour': 'Atikokan',
    'Asia/Calcutta': 'Kolkata',
    'Asia/Katmandu': 'Kathmandu',
    'Asia/Macao': 'Macau',
    'Asia/Rangoon': 'Yangon',
    'Asia/Saigon': 'Ho Chi Minh City',
    'Asia/Ulan_Bator': 'Ulaanbaatar',
    'America/Godthab': 'Nuuk',
    'Europe/Kiev': 'Kyiv',
    'Pacific/Enderbury': 'Kanton',
    'Pacific/Ponape': 'Pohnpei',
    'Pacific/Truk': 'Chuuk',
  }),
  'Asia/Baghdad': { sv: 'Bagdad', da: 'Bagdad' },
  'Asia/Damascus': { sv: 'Damaskus', da: 'Damaskus' },
  'Asia/Hong_Kong': { sv: 'Hongkong', da: 'Hongkong' },
  'Asia/Tehran': { sv: 'Teheran', da: 'Teheran' },
  'Africa/Addis_Ababa': { sv: 'Addis Abeba', da: 'Addis Abeba' },
  'Africa/Cairo': { sv: 'Kairo', da: 'Kairo' },
  'Africa/Khartoum': { sv: 'Khartum', da: 'Khartoum' },
  'Atlantic/Faeroe': faroes(),
  'Atlantic/Faroe': faroes(),
  'Europe/Athens': { sv: 'Aten', da: 'Athen' },
  'Europe/Belgrade': { sv: 'Belgrad' },
  'Europe/Brussels': { sv: 'Bryssel', da: 'Bruxelles' },
  'Europe/Bucharest': { sv: 'Bukarest', da: 'Bukarest' },
  'Europe/Copenhagen': { sv: 'Köpenhamn', da: 'København' },
  'Europe/Helsinki': { sv: 'Helsingfors' },
  'Europe/Lisbon': { sv: 'Lissabon', da: 'Lissabon' },
  'Europe/Luxembourg': { sv: 'Luxemburg' },
  'Europe/Moscow': { sv: 'Moskva', da: 'Moskva' },
  'Europe/Prague': { sv: 'Prag', da: 'Prag' },
  'Europe/Rome': { sv: 'Rom', da: 'Rom' },
  'Europe/Vienna': { sv: 'Wien', da: 'Wien' },
  'Europe/Warsaw': { sv: 'Warszawa', da: 'Warszawa' },
}

function renamed(names: Record<string, string>): Record<string, Record<Language, string>> {
  return Object.fromEntries(Object.entries(names).map(([zone, name]) => [zone, inEveryLanguage(() => name)]))
}

function faroes(): Record<Language, string> {
  return { sv: 'Färöarna', da: 'Færøerne', en: 'the Faroe Islands' }
}
