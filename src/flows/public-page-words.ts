import type { PublicPage, Part, PartOf } from '../people/public-page.ts'
import { languageTags } from '../words/language.ts'
import type { Language } from '../words/language.ts'
import * as m from '../words/paraglide-server/messages.js'
import type { PageFacts } from './public-page.ts'

type Locale = { locale: Language }
type Words = { title(locale: Locale): string; text(facts: PageFacts, locale: Locale): string }

const said = (title: (none: Record<string, never>, locale: Locale) => string, text: Words['text']): Words => ({
  title: (locale) => title({}, locale),
  text,
})

export function partTitle(page: PublicPage, part: Part, { organisation }: PageFacts, language: Language): string {
  const locale = { locale: language }
  if (part === 'more') return m.pages_more_title({ organisation: organisation.name }, locale)
  if (part === 'contact') return m.pages_help_contact_title({ organisation: organisation.name }, locale)
  return wordsOf(page, part)?.title(locale) ?? ''
}

/** What the program says in a part; nothing where only the organisation could. */
export const partText = (page: PublicPage, part: Part, facts: PageFacts, language: Language): string =>
  wordsOf(page, part)?.text(facts, { locale: language }) ?? ''

const wordsOf = (page: PublicPage, part: Part): Words | undefined => (words[page] as Partial<Record<Part, Words>>)[part]

const privacy: Record<Exclude<PartOf<'privacy'>, 'more'>, Words> = {
  who: said(m.pages_privacy_who_title, (facts, locale) => m.pages_privacy_who_text(whom(facts, locale), locale)),
  what: said(m.pages_privacy_what_title, (_, locale) => m.pages_privacy_what_text({}, locale)),
  why: said(m.pages_privacy_why_title, (_, locale) => m.pages_privacy_why_text({}, locale)),
  how_long: said(m.pages_privacy_how_long_title, ({ retention }, locale) => {
    const { contact: reach, chat, letters, record, audit } = retention
    const [reachFor, chatFor, lettersFor, recordFor, auditFor] = [reach, chat, letters, record, audit].map((days) =>
      daysInWords(days, locale.locale),
    )
    return m.pages_privacy_how_long_text(
      {
        reach: reachFor ?? '',
        chat: chatFor ?? '',
        letters: lettersFor ?? '',
        record: recordFor ?? '',
        audit: auditFor ?? '',
      },
      locale,
    )
  }),
  readers: said(m.pages_privacy_readers_title, (_, locale) => m.pages_privacy_readers_text({}, locale)),
  where: said(m.pages_privacy_where_title, ({ mailFrom, videoHost }, locale) =>
    [
      mailFrom === null
        ? m.pages_privacy_where_mailbox({}, locale)
        : m.pages_privacy_where_mail({ address: mailFrom }, locale),
      videoHost === null
        ? m.pages_privacy_where_no_video({}, locale)
        : m.pages_privacy_where_video({ host: videoHost }, locale),
    ].join('\n\n'),
  ),
  rights: said(m.pages_privacy_rights_title, (facts, locale) =>
    m.pages_privacy_rights_text({ ...whom(facts, locale), page: `${facts.publicUrl}/my` }, locale),
  ),
  complaint: said(m.pages_privacy_complaint_title, ({ contact }, locale) =>
    contact.country === 'dk' ? m.pages_privacy_complaint_dk({}, locale) : m.pages_privacy_complaint_se({}, locale),
  ),
}

const accessibility: Record<Exclude<PartOf<'accessibility'>, 'more'>, Words> = {
  aim: said(m.pages_accessibility_aim_title, (_, locale) => m.pages_accessibility_aim_text({}, locale)),
  tested: said(m.pages_accessibility_tested_title, (_, locale) => m.pages_accessibility_tested_text({}, locale)),
  gaps: said(m.pages_accessibility_gaps_title, (_, locale) => m.pages_accessibility_gaps_text({}, locale)),
  tell: said(m.pages_accessibility_tell_title, (facts, locale) =>
    m.pages_accessibility_tell_text(whom(facts, locale), locale),
  ),
  complaint: said(m.pages_accessibility_complaint_title, ({ contact }, locale) =>
    contact.country === 'dk'
      ? m.pages_accessibility_complaint_dk({}, locale)
      : m.pages_accessibility_complaint_se({}, locale),
  ),
}

const help: Record<Exclude<PartOf<'help'>, 'more'>, Words> = {
  acute: said(m.pages_help_acute_title, ({ contact }, locale) =>
    contact.country === 'dk' ? m.pages_help_acute_dk({}, locale) : m.pages_help_acute_se({}, locale),
  ),
  contact: { title: () => '', text: (facts, locale) => whom(facts, locale).contact },
  code: said(m.pages_help_code_title, ({ publicUrl }, locale) =>
    m.pages_help_code_text({ lost: `${publicUrl}/lost` }, locale),
  ),
  change: said(m.pages_help_change_title, ({ publicUrl }, locale) =>
    m.pages_help_change_text({ page: `${publicUrl}/my` }, locale),
  ),
  device: said(m.pages_help_device_title, (_, locale) => m.pages_help_device_text({}, locale)),
  shared: said(m.pages_help_shared_title, (_, locale) => m.pages_help_shared_text({}, locale)),
}

const words = { privacy, accessibility, help }

/** Who answers for the service, and how they are reached. */
function whom({ organisation, contact }: PageFacts, locale: Locale): { organisation: string; contact: string } {
  const { phone, email } = contact
  const ways = [
    phone && m.pages_contact_phone({ phone }, locale),
    email && m.pages_contact_email({ email }, locale),
  ].filter((way) => way !== null && way !== '')
  return {
    organisation: organisation.name,
    contact: ways.length > 0 ? ways.join('\n') : m.pages_contact_none({ organisation: organisation.name }, locale),
  }
}

/** 730 is two years, 90 is ninety days. */
function daysInWords(days: number, language: Language): string {
  const [count, unit] = days % 365 === 0 ? [days / 365, 'year'] : [days, 'day']
  return new Intl.NumberFormat(languageTags[language], { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
