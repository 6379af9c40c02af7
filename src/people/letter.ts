import * as m from '../../web/i18n/paraglide/server/messages.js'
import { htmlOf, textOf } from '../notify/page.ts'
import type { Page } from '../notify/page.ts'
import type { Mail, Ports } from '../ports.ts'
import type { StaffMember } from './staff.ts'

/** The letter with a sign-in link, in the reader's language. Not part of the outbox: it must not wait. */
export function signInMail(
  { settings, random, clock }: Pick<Ports, 'settings' | 'random' | 'clock'>,
  { email, language }: Pick<StaffMember, 'email' | 'language'>,
  url: string,
): Mail {
  const locale = { locale: language }
  const page: Page = {
    language,
    heading: m.letter_sign_in_heading({}, locale),
    paragraphs: [m.letter_sign_in_lead({}, locale)],
    facts: [],
    action: { label: m.letter_sign_in_action({}, locale), url },
    notes: [],
    foot: m.letter_sign_in_foot({}, locale),
  }
  return {
    from: settings.mailFrom,
    to: email,
    subject: m.letter_sign_in_subject({}, locale),
    text: textOf(page),
    html: htmlOf(page),
    messageId: `<${random.uuid(clock.now())}@${new URL(settings.publicUrl).hostname}>`,
  }
}
