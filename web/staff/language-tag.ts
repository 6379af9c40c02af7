import { languageName } from '../i18n/time.ts'

/** Ticked at once; what else is spoken is added by name. */
export const commonLanguages = ['sv', 'da', 'en', 'nb', 'fi', 'ar', 'so', 'uk']

/** Tags whose names are looked for: those that guidance in the Nordic countries meets. */
const known = [
  ...commonLanguages,
  'nn',
  'de',
  'fr',
  'es',
  'pl',
  'ru',
  'tr',
  'fa',
  'prs',
  'ps',
  'ku',
  'ckb',
  'ti',
  'am',
  'ur',
  'hi',
  'pa',
  'bn',
  'ta',
  'th',
  'vi',
  'zh',
  'ja',
  'ko',
  'tl',
  'bs',
  'hr',
  'sr',
  'sq',
  'mk',
  'ro',
  'bg',
  'hu',
  'cs',
  'sk',
  'sl',
  'et',
  'lv',
  'lt',
  'is',
  'fo',
  'kl',
  'se',
  'fit',
  'rmf',
  'yi',
  'el',
  'it',
  'pt',
  'nl',
  'he',
  'sw',
  'rw',
  'ln',
  'om',
  'my',
  'ne',
  'swl',
  'dsl',
]

/** `ar` for `Arabiska` or `AR`, by the names of the page's language; `null` for what is neither. */
export function tagOf(written: string, nameOf: (tag: string) => string = languageName): string | null {
  const wanted = written.trim().toLowerCase()
  const named = known.find((tag) => nameOf(tag).toLowerCase() === wanted)
  if (named) return named
  const tag = /^([a-z]{2,3})(-[a-z0-9]{2,8})*$/.exec(wanted)
  // A tag that nobody knows the name of is more likely a word.
  return tag && nameOf(wanted).toLowerCase() !== wanted ? wanted : null
}
