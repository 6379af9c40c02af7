/**
 * The languages of pages and letters, the first one being what everything falls back to. This list is the only
 * one: catalogues, checks and pages go by it, and `project.inlang/settings.json`, which Paraglide reads, is held
 * against it by a test. A service's talks may be held in other languages too.
 */
export const languages = ['sv', 'da', 'en'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value)

/**
 * The language of the interface for somebody who reads `tags` (BCP 47), the dearest first: the first of them that there
 * is, else English; Swedish for whoever says nothing.
 */
export function nearestLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const language = tag.toLowerCase().split('-')[0] ?? ''
    // Who reads Norwegian reads Danish more easily than English.
    const nearest = ['nb', 'nn', 'no'].includes(language) ? 'da' : language
    if (isLanguage(nearest)) return nearest
  }
  return tags.length > 0 ? 'en' : languages[0]
}

/** One text in every language of the interface. */
export type Text = Record<Language, string>

/** BCP 47 tags with a country, for writing out dates and times. */
export const languageTags: Record<Language, string> = { sv: 'sv-SE', da: 'da-DK', en: 'en-GB' }

/** What each language calls itself. */
export const ownNames: Record<Language, string> = { sv: 'Svenska', da: 'Dansk', en: 'English' }

/** The same thing made once for every language. */
export function inEveryLanguage<Made>(make: (language: Language) => Made): Record<Language, Made> {
  return { sv: make('sv'), da: make('da'), en: make('en') }
}
