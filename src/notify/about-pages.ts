import { publicPageNames } from '../people/public-page.ts'
import { pageTitle } from '../people/public-page-title.ts'
import type { Settings } from '../ports.ts'
import type { Language } from '../words/language.ts'

/** The ways to the pages about the service, for the foot of a letter; of the first organisation when none is named. */
export function aboutPages({ publicUrl }: Settings, language: Language, organisationId?: string) {
  const of = organisationId === undefined ? '' : `?organisation=${organisationId}`
  return publicPageNames.map((page) => ({ label: pageTitle(page, language), url: `${publicUrl}/${page}${of}` }))
}
