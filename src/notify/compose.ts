import { talkInvitation } from '../calendar/calendar.ts'
import { inOneLine } from '../words/mailbox.ts'
import * as m from '../words/paraglide-server/messages.js'
import type { Addressee } from '../people/addressee.store.ts'
import type { Mail, Settings } from '../ports.ts'
import { aboutPages } from './about-pages.ts'
import { addressOf, stillTrue } from './facts.ts'
import type { LetterFacts } from './facts.ts'
import { takesBack } from './letter.ts'
import { htmlOf, textOf } from './page.ts'
import type { Page } from './page.ts'
import { minutesInWords, timeInWords } from './time-in-words.ts'
import { counsellorWords, formInWords, seekerNotes, seekerWords } from './words.ts'
import type { Words } from './words.ts'

/** What a letter's links carry: "this is not for me", and the way into the seeker's own page, for who wanted it there. */
type Tokens = { stop?: string | undefined; opens?: string | undefined }

/**
 * The letter as it goes out now; `null` when it is no longer true or there is nobody to send it to.
 * It holds no key, no name and no topic: a family may share the mailbox. Only who wants a
 * link that opens their page finds one in it.
 */
export function mailOf(facts: LetterFacts, settings: Settings, nowMs: number, tokens: Tokens = {}): Mail | null {
  const to = addressOf(facts)
  const written = to !== null && stillTrue(facts, nowMs) ? writtenFor(facts, settings, nowMs) : null
  if (to === null || !written) return null
  const { subject, entry } = written
  const page = withLinks(written.page, facts, settings, tokens)
  const told = settings.mailReplyTo ? page : { ...page, foot: `${page.foot} ${notRead(page)}` }
  const calendar = calendarOf(facts, entry, { to, settings, nowMs })
  return {
    from: settings.mailFrom,
    ...(settings.mailReplyTo ? { replyTo: settings.mailReplyTo } : {}),
    to,
    subject: inOneLine(subject),
    text: textOf(told),
    html: htmlOf(told),
    messageId: messageId(facts.id, settings),
    ...unsubscribeOf(facts, settings, tokens.stop),
    ...(calendar ? { calendar } : {}),
  }
}

/** Also a yes or no that a calendar sends back comes to nobody. */
const notRead = ({ language }: Page) => m.letter_not_read({}, { locale: language })

/** An address that somebody typed may be a stranger's: they stop the letters without a sign-in. */
const stopOf = ({ talk }: LetterFacts, { publicUrl }: Settings, stopToken: string) => ({
  label: m.letter_stop({ organisation: talk.organisationName }, { locale: talk.lettersLanguage }),
  url: `${publicUrl}/not-for-me#${stopToken}`,
})

/**
 * The first word of a talk to an address may have come to the wrong one: mail programs show a button for it. RFC 8058
 * asks for https. Later letters have the link at their foot alone, where nobody presses it by mistake.
 */
function unsubscribeOf({ kind, heardBefore }: LetterFacts, { publicUrl }: Settings, stopToken?: string) {
  const first = kind === 'booked' && !heardBefore
  return first && stopToken !== undefined && publicUrl.startsWith('https:')
    ? { unsubscribe: `${publicUrl}/api/letter-stops/${stopToken}` }
    : {}
}

function withLinks(page: Page, facts: LetterFacts, settings: Settings, { stop, opens }: Tokens): Page {
  return {
    ...page,
    about: aboutPages(settings, page.language, facts.talk.organisationId),
    ...(stop !== undefined && { stop: stopOf(facts, settings, stop) }),
    ...(opens !== undefined && opensWith(page, facts, settings, opens)),
  }
}

/** Behind the `#`, which is never sent to a server: a button of the page uses the link, and no mail scanner does. */
function opensWith({ notes }: Page, { kind, talk }: LetterFacts, { publicUrl }: Settings, token: string) {
  const locale = { locale: talk.lettersLanguage }
  const [without, instead] = [m.letter_page_key({}, locale), m.letter_page_link({}, locale)]
  return {
    action: {
      label: kind === 'one_time_link' ? m.letter_one_time_link_action({}, locale) : m.letter_open_page({}, locale),
      url: `${publicUrl}/open#${token}`,
    },
    notes: notes.map((note) => (note === without ? instead : note)),
  }
}

/** RFC 5322, 3.6.4. The same for every attempt, so that a letter sent twice is one letter to the receiver. */
export const messageId = (letterId: string, { publicUrl }: Settings) => `<${letterId}@${new URL(publicUrl).hostname}>`

/** How the talk stands in the reader's own calendar. */
type Entry = { uid: string; language: Page['language']; fullSummary: boolean; url: string }
type Written = { subject: string; page: Page; entry: Entry }

function writtenFor(facts: LetterFacts, settings: Settings, nowMs: number): Written | null {
  if (facts.recipient === 'seeker') return forSeeker(facts, settings, nowMs)
  return facts.counsellor && forCounsellor(facts, facts.counsellor, settings)
}

function forSeeker(facts: LetterFacts, settings: Settings, nowMs: number): Written {
  const { talk } = facts
  const language = talk.lettersLanguage
  const when = timeInWords(talk.startsAt.getTime(), talk.seekerZone, talk.serviceZone, language)
  const words = seekerWords(facts, when, heardWhen(facts, talk.seekerZone, language))
  const url = `${settings.publicUrl}/my/${talk.id}`
  return {
    subject: subjectOf(words, facts),
    page: {
      language,
      heading: words.heading,
      paragraphs: words.lead,
      facts: factsOf(facts, when, language),
      // A former address may be a stranger's: nothing leads from there to the talk.
      action: facts.kind === 'address_changed' ? null : { label: m.letter_open_page({}, { locale: language }), url },
      notes: seekerNotes(facts, nowMs),
      foot: m.letter_foot_seeker({ organisation: talk.organisationName }, { locale: language }),
    },
    entry: { uid: talk.id, language, fullSummary: talk.fullSubjects, url },
  }
}

function forCounsellor(facts: LetterFacts, counsellor: Addressee, settings: Settings): Written | null {
  const { talk } = facts
  const { language } = counsellor
  const when = timeInWords(talk.startsAt.getTime(), counsellor.zone, talk.serviceZone, language)
  const words = counsellorWords(facts, language, { when, heard: heardWhen(facts, counsellor.zone, language) })
  if (!words) return null
  const url = `${settings.publicUrl}/staff/talk/${talk.id}`
  const hasLeft = facts.kind === 'address_changed'
  return {
    subject: words.subject,
    page: {
      language,
      heading: words.heading,
      paragraphs: words.lead,
      facts: factsOf(facts, when, language),
      // Whoever is no longer active cannot open it.
      action: hasLeft ? null : { label: m.letter_open_talk({}, { locale: language }), url },
      notes: invites(facts) ? [m.letter_calendar_note({}, { locale: language })] : [],
      foot: m.letter_foot_staff({ organisation: talk.organisationName }, { locale: language }),
    },
    // The meeting's id, whoever comes to it: one meeting is one entry in its host's calendar.
    entry: { uid: talk.meetingId, language, fullSummary: true, url },
  }
}

/** The time before a move, as its reader last heard it. */
function heardWhen({ heardOf, talk }: LetterFacts, zone: string, language: Page['language']): string | null {
  return heardOf && timeInWords(heardOf.getTime(), zone, talk.serviceZone, language)
}

/** Neutral unless the seeker chose otherwise: a subject line shows on locked screens. */
function subjectOf(words: Words, { talk }: LetterFacts): string {
  return talk.fullSubjects ? `${words.subject} · ${talk.serviceTitle[talk.lettersLanguage]}` : words.subject
}

/** After the talk its time no longer matters, and a glance at the letter should say as little as may be. */
function factsOf({ kind, talk }: LetterFacts, when: string, language: Page['language']): Page['facts'] {
  if (kind === 'summary_ready' || kind === 'follow_up_due' || kind === 'one_time_link') return []
  const locale = { locale: language }
  const time = { name: m.letter_fact_when({}, locale), value: when }
  if (takesBack(kind) || kind === 'checklist' || kind === 'checklist_reminder') return [time]
  const minutes = Math.round((talk.endsAt.getTime() - talk.startsAt.getTime()) / 60_000)
  return [
    time,
    { name: m.letter_fact_how({}, locale), value: formInWords(talk.form, language) },
    { name: m.letter_fact_length({}, locale), value: minutesInWords(minutes, language) },
  ]
}

const invites = ({ kind }: LetterFacts) => kind === 'booked' || kind === 'moved'

type Sending = { to: string; settings: Settings; nowMs: number }

function calendarOf(facts: LetterFacts, entry: Entry, { to, settings, nowMs }: Sending): Mail['calendar'] | null {
  if (!invites(facts) && !takesBack(facts.kind)) return null
  return talkInvitation(invites(facts) ? 'REQUEST' : 'CANCEL', {
    talk: { ...facts.talk, uid: entry.uid, sequence: facts.talk.icsSequence },
    reader: { ...entry, email: to },
    settings,
    nowMs,
  })
}
