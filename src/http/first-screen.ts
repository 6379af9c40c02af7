import { nearestLanguage, type Language } from '../words/language.ts'

/**
 * The pages are drawn by scripts, which take ten seconds and more to come over a slow line. Until then one sees a screen
 * that was drawn when the program was built: one for each kind of page, in each language.
 */
export const firstScreens = ['start', 'book', 'events', 'seeker', 'staff', 'door'] as const
export type FirstScreen = (typeof firstScreens)[number]

/** The file of a screen, from the root of the built pages. */
export const firstScreenFile = (screen: FirstScreen, language: Language) => `first/${screen}-${language}.html`

/** The screen that an address begins with. Every address is a page's; one that is not there says so itself. */
export function firstScreenOf(path: string, search: string): FirstScreen {
  if (path === '/') return 'start'
  // Later questions of a booking begin with other words than the first.
  if (/^\/book\/[^/]+\/?$/i.test(path) && !new URLSearchParams(search).has('step')) return 'book'
  if (/^\/events\/?$/i.test(path)) return 'events'
  if (/^\/talk\/|^\/staff\/talk\/[^/]+\/room\/?$/i.test(path)) return 'door'
  return /^\/(staff|setup|mailbox)(\/|$)/i.test(path) ? 'staff' : 'seeker'
}

/** Where a page keeps the language that somebody chose on it, for the server to read. */
export const languageCookie = 'fyrklang.language'

/**
 * The language to begin in: the one that was chosen on a page, else the first that the browser asks for.
 *
 * @param cookie the header `Cookie`
 * @param accepted the header `Accept-Language` (RFC 9110, 12.5.4)
 */
export function firstLanguage(cookie: string | undefined, accepted: string | undefined): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie.replace('.', '\\.')}=(\\w+)`).exec(cookie ?? '')?.[1]
  return nearestLanguage([...(chosen ? [chosen] : []), ...tagsOf(accepted ?? '')])
}

function tagsOf(accepted: string): string[] {
  return accepted
    .split(',')
    .map((part) => {
      const [tag = '', weight = ''] = part.split(';')
      const quality = /q=([\d.]+)/.exec(weight)?.[1]
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}

/** A shared cache keeps one answer for each language. */
export const firstScreenHeaders = (language: Language) => ({
  'cache-control': 'no-cache',
  'content-language': language,
  vary: 'Accept-Language, Cookie',
})
