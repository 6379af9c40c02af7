import type { Language } from '../words/language.ts'
import * as m from '../words/paraglide-server/messages.js'
import type { PublicPage } from './public-page.ts'

const titles = {
  privacy: m.pages_privacy_title,
  accessibility: m.pages_accessibility_title,
  help: m.pages_help_title,
}

/** What a page about the service is called, above it and wherever something leads to it. */
export const pageTitle = (page: PublicPage, language: Language): string => titles[page]({}, { locale: language })
