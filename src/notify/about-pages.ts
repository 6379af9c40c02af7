import type { Settings } from '../ports.ts'
import type { Language } from '../words/language.ts'
import * as m from '../words/paraglide-server/messages.js'

/** The ways to the pages about the service, for the foot of a letter; of the first organisation when none is named. */
export function aboutPages({ publicUrl }: Settings, language: Language, organisationId?: string) {
  const locale = { locale: language }
  const of = organisationId === undefined ? '' : `?organisation=${organisationId}`
  return [
    { label: m.pages_privacy_title({}, locale), url: `${publicUrl}/privacy${of}` },
    { label: m.pages_accessibility_title({}, locale), url: `${publicUrl}/accessibility${of}` },
    { label: m.pages_help_title({}, locale), url: `${publicUrl}/help${of}` },
  ]
}
