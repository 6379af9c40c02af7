import type { PublicPage } from '../../src/people/public-page.ts'
import { m } from '../i18n/paraglide/messages.js'

/** Names of the pages about the service: reached from everywhere, as the law asks of the first two. */
export const aboutPages = {
  privacy: m.pages_privacy_title,
  accessibility: m.pages_accessibility_title,
  help: m.pages_help_title,
} satisfies Record<PublicPage, () => string>

/** Their addresses and names, in order. */
export const waysToAboutPages = Object.entries(aboutPages).map(([page, name]) => ({ path: `/${page}`, name }))
