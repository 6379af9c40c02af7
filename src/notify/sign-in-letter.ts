import * as m from '../words/paraglide-server/messages.js'
import type { Mail, Ports } from '../ports.ts'
import type { Language } from '../words/language.ts'
import { inOneLine } from '../words/mailbox.ts'
import { aboutPages } from './about-pages.ts'
import { messageId as messageIdOf } from './compose.ts'
import { htmlOf, textOf } from './page.ts'
import type { Page } from './page.ts'

// Letters that let somebody in. Their token is kept nowhere: it is made when the letter is written.

/** In the fragment, which is never sent to a server: the page POSTs it, so that a mail scanner uses nothing up. */
export const enterUrl = ({ settings }: Pick<Ports, 'settings'>, token: string) =>
  `${settings.publicUrl}/staff/enter#${token}`

type Reader = { email: string; language: Language }
type Sending = Pick<Ports, 'settings' | 'random' | 'clock'>

/** The letter with a sign-in link that somebody asked for, in their language. Not in the outbox: it must not wait. */
export function signInMail(ports: Sending, reader: Reader, url: string): Mail {
  const locale = { locale: reader.language }
  return mailOf(ports, reader, {
    subject: m.letter_sign_in_subject({}, locale),
    url,
    heading: m.letter_sign_in_heading({}, locale),
    paragraphs: [m.letter_sign_in_lead({}, locale)],
    notes: [],
  })
}

/**
 * The letter to somebody whom a coordinator invited: they did not ask for it, so it says what it is about.
 *
 * @param invitation.messageId the same for every attempt
 */
export function invitationMail(
  ports: Sending,
  reader: Reader,
  { url, organisation, messageId }: { url: string; organisation: string; messageId: string },
): Mail {
  const locale = { locale: reader.language }
  const address = `${ports.settings.publicUrl}/staff/sign-in`
  return mailOf(ports, reader, {
    subject: m.letter_invitation_subject({ organisation }, locale),
    url,
    heading: m.letter_invitation_heading({ organisation }, locale),
    paragraphs: [m.letter_invitation_lead({ organisation }, locale)],
    notes: [m.letter_invitation_later({ address }, locale)],
    messageId,
  })
}

type Words = Pick<Page, 'heading' | 'paragraphs' | 'notes'> & { subject: string; url: string; messageId?: string }

function mailOf({ settings, random, clock }: Sending, { email, language }: Reader, words: Words): Mail {
  const locale = { locale: language }
  const { subject, url, heading, paragraphs, notes } = words
  const action = { label: m.letter_sign_in_action({}, locale), url }
  const page = {
    language,
    heading,
    paragraphs,
    facts: [],
    action,
    notes,
    foot: m.letter_sign_in_foot({}, locale),
    about: aboutPages(settings, language),
  }
  return {
    from: settings.mailFrom,
    ...(settings.mailReplyTo ? { replyTo: settings.mailReplyTo } : {}),
    to: email,
    subject: inOneLine(subject),
    text: textOf(page),
    html: htmlOf(page),
    messageId: words.messageId ?? messageIdOf(random.uuid(clock.now()), settings),
  }
}
