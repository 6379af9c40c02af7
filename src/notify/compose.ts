import * as m from '../words/paraglide-server/messages.js'
import { talkInvitation } from '../calendar/calendar.ts'
import type { Mail, Settings } from '../ports.ts'
import { addressOf, stillTrue } from './facts.ts'
import type { LetterFacts } from './facts.ts'
import { htmlOf, textOf } from './page.ts'
import type { Page } from './page.ts'
import { minutesSaid, whenSaid } from './when.ts'
import { counsellorWords, formSaid, seekerNotes, seekerWords } from './words.ts'
import type { Words } from './words.ts'

/**
 * The letter as it goes out now; `null` when it is no longer true or there is nobody to send it to.
 * It holds no key, no name and no topic: a family may share the mailbox.
 */
export function mailOf(facts: LetterFacts, settings: Settings, nowMs: number): Mail | null {
  const to = addressOf(facts)
  const written = to !== null && stillTrue(facts, nowMs) ? writtenFor(facts, settings, nowMs) : null
  if (to === null || !written) return null
  const calendar = calendarOf(facts, settings, to, nowMs)
  return {
    from: settings.mailFrom,
    to,
    subject: written.subject,
    text: textOf(written.page),
    html: htmlOf(written.page),
    messageId: messageId(facts.id, settings),
    ...(calendar ? { calendar } : {}),
  }
}

/** RFC 5322, 3.6.4. The same for every attempt, so that a letter sent twice is one letter to the receiver. */
export const messageId = (letterId: string, { publicUrl }: Settings) => `<${letterId}@${new URL(publicUrl).hostname}>`

function writtenFor(facts: LetterFacts, settings: Settings, nowMs: number): { subject: string; page: Page } | null {
  return facts.recipient === 'seeker' ? forSeeker(facts, settings, nowMs) : forCounsellor(facts, settings)
}

function forSeeker(facts: LetterFacts, settings: Settings, nowMs: number) {
  const { talk, counsellor } = facts
  const language = talk.lettersLanguage
  const when = whenSaid(talk.startsAt.getTime(), talk.seekerZone, talk.serviceZone, language)
  const words = seekerWords(facts, when)
  return {
    subject: subjectOf(words, facts),
    page: {
      language,
      heading: words.heading,
      paragraphs: words.lead,
      facts: factsOf(facts, when, language),
      action: { label: m.letter_open_page({}, { locale: language }), url: `${settings.publicUrl}/my` },
      notes: seekerNotes(facts, nowMs),
      foot: m.letter_foot_seeker({ organisation: counsellor.organisationName }, { locale: language }),
    },
  }
}

function forCounsellor(facts: LetterFacts, settings: Settings) {
  const { talk, counsellor } = facts
  const language = counsellor.language
  const when = whenSaid(talk.startsAt.getTime(), counsellor.zone, talk.serviceZone, language)
  const words = counsellorWords(facts, when)
  if (!words) return null
  return {
    subject: words.subject,
    page: {
      language,
      heading: words.heading,
      paragraphs: words.lead,
      facts: factsOf(facts, when, language),
      action: {
        label: m.letter_open_talk({}, { locale: language }),
        url: `${settings.publicUrl}/staff/talk/${talk.id}`,
      },
      notes: invites(facts) ? [m.letter_calendar_note({}, { locale: language })] : [],
      foot: m.letter_foot_staff({ organisation: counsellor.organisationName }, { locale: language }),
    },
  }
}

/** Neutral unless the seeker chose otherwise: a subject line shows on locked screens. */
function subjectOf(words: Words, { talk }: LetterFacts): string {
  return talk.fullSubjects ? `${words.subject} · ${talk.serviceTitle[talk.lettersLanguage]}` : words.subject
}

/** After the talk its time no longer matters, and a glance at the letter should say as little as may be. */
function factsOf({ kind, talk }: LetterFacts, when: string, language: Page['language']): Page['facts'] {
  if (kind === 'summary_ready' || kind === 'follow_up_due') return []
  const locale = { locale: language }
  const time = { name: m.letter_fact_when({}, locale), value: when }
  if (kind === 'cancelled' || kind === 'checklist' || kind === 'checklist_reminder') return [time]
  const minutes = Math.round((talk.endsAt.getTime() - talk.startsAt.getTime()) / 60_000)
  return [
    time,
    { name: m.letter_fact_how({}, locale), value: formSaid(talk.form, language) },
    { name: m.letter_fact_length({}, locale), value: minutesSaid(minutes, language) },
  ]
}

const invites = ({ kind }: LetterFacts) => kind === 'booked' || kind === 'moved'

function calendarOf(facts: LetterFacts, settings: Settings, to: string, nowMs: number): Mail['calendar'] | null {
  const { talk, recipient, counsellor } = facts
  const reader =
    recipient === 'seeker'
      ? { language: talk.lettersLanguage, fullSummary: talk.fullSubjects, url: `${settings.publicUrl}/my` }
      : { language: counsellor.language, fullSummary: true, url: `${settings.publicUrl}/staff/talk/${talk.id}` }
  if (invites(facts)) return talkInvitation('REQUEST', talk, { email: to, ...reader }, settings, nowMs)
  if (facts.kind === 'cancelled') return talkInvitation('CANCEL', talk, { email: to, ...reader }, settings, nowMs)
  return null
}
