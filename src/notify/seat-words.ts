import * as m from '../words/paraglide-server/messages.js'
import type { LetterFacts } from './facts.ts'
import { minutesInWords, timeInWords } from './time-in-words.ts'
import type { Words } from './words.ts'

/** The words of a letter about a seat in an event, in the language of the seeker's letters. */
export function seatWords(facts: LetterFacts, when: string, heard: string | null): Words {
  const { talk } = facts
  const locale = { locale: talk.lettersLanguage }
  switch (facts.kind) {
    case 'moved':
      return words(
        m.letter_moved_subject({ when }, locale),
        m.letter_moved_heading({}, locale),
        heard === null ? m.letter_seat_moved_lead({}, locale) : m.letter_seat_moved_from_lead({ heard }, locale),
      )
    case 'cancelled':
      return talk.cancelledBy === 'seeker'
        ? words(
            m.letter_cancelled_subject({ when }, locale),
            m.letter_seat_given_back_heading({}, locale),
            m.letter_seat_given_back_lead({}, locale),
          )
        : words(
            m.letter_seat_called_off_subject({ when }, locale),
            m.letter_seat_called_off_heading({}, locale),
            m.letter_seat_called_off_lead({}, locale),
          )
    case 'reminder_day':
      return words(
        m.letter_reminder_subject({ when }, locale),
        m.letter_reminder_day_heading({}, locale),
        m.letter_seat_reminder_lead({}, locale),
      )
    case 'reminder_hour':
      return words(
        m.letter_reminder_subject({ when }, locale),
        m.letter_reminder_hour_heading({}, locale),
        m.letter_seat_reminder_lead({}, locale),
      )
    case 'seat_waiting':
      return words(
        m.letter_seat_waiting_subject({ when }, locale),
        m.letter_seat_waiting_heading({}, locale),
        m.letter_seat_waiting_lead({}, locale),
      )
    case 'seat_offered':
      return words(
        m.letter_seat_offered_subject({ when }, locale),
        m.letter_seat_offered_heading({}, locale),
        m.letter_seat_offered_lead({ until: untilInWords(facts) }, locale),
      )
    case 'seat_lapsed':
      return words(
        m.letter_seat_lapsed_subject({ when }, locale),
        m.letter_seat_lapsed_heading({}, locale),
        m.letter_seat_lapsed_lead({}, locale),
      )
    case 'address_changed':
      return words(
        m.letter_address_changed_subject({ when }, locale),
        m.letter_address_changed_heading({}, locale),
        m.letter_address_changed_lead({}, locale),
      )
    default:
      return words(
        m.letter_seat_booked_subject({ when }, locale),
        m.letter_seat_booked_heading({}, locale),
        m.letter_seat_booked_lead({}, locale),
      )
  }
}

function untilInWords({ talk }: LetterFacts): string {
  const untilMs = talk.event?.offerEndsAt?.getTime() ?? talk.startsAt.getTime()
  return timeInWords(untilMs, talk.seekerZone, talk.serviceZone, talk.lettersLanguage)
}

/** What is said besides: how the page opens, when the door does, that a seat can be given back. */
export function seatNotes({ kind, talk }: LetterFacts): string[] {
  const locale = { locale: talk.lettersLanguage }
  if (kind === 'address_changed') return []
  const notes = [m.letter_page_key({}, locale)]
  const ahead = ['booked', 'moved', 'reminder_day', 'reminder_hour'].includes(kind)
  if (ahead) {
    const minutes = minutesInWords(talk.doorOpensMinutes, talk.lettersLanguage)
    notes.unshift(m.letter_seat_door({ minutes }, locale))
    notes.push(m.letter_seat_give_back({}, locale))
  }
  if (kind === 'booked' || kind === 'moved') notes.push(m.letter_calendar_note({}, locale))
  return notes
}

const words = (subject: string, heading: string, ...lead: string[]): Words => ({ subject, heading, lead })
