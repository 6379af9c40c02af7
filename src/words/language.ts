/** Languages of the interface and of letters. A service's talks may be held in others. */
export const languages = ['sv', 'da', 'en'] as const
export type Language = (typeof languages)[number]

/** One text in every language of the interface. */
export type Text = Record<Language, string>
