import * as m from '../words/paraglide-server/messages.js'
import type { Form } from '../availability/form.ts'
import { caseLinkMinutes } from '../meeting/limits.ts'
import type { Language } from '../words/language.ts'
import type { LetterFacts } from './facts.ts'
import { bringsChecklist } from './letter.ts'
import type { LetterKind } from './letter.ts'
import { seatNotes, seatWords } from './seat-words.ts'
import { minutesInWords, timeInWords } from './time-in-words.ts'

/** What one kind of letter says of its own: the rest is the same in every letter. */
export type Words = { subject: string; heading: string; lead: string[] }

/** The words of a letter to the seeker, in the language of their letters. */
export function seekerWords(facts: LetterFacts, when: string, heard: string | null): Words {
  const { talk } = facts
  if (talk.event) return seatWords(facts, when, heard)
  const locale = { locale: talk.lettersLanguage }
  switch (facts.kind) {
    case 'booked':
      return facts.heardBefore
        ? words(
            m.letter_booked_subject({ when }, locale),
            m.letter_changed_heading({}, locale),
            m.letter_changed_lead({}, locale),
          )
        : words(
            m.letter_booked_subject({ when }, locale),
            m.letter_booked_heading({}, locale),
            m.letter_booked_lead({}, locale),
          )
    case 'checklist':
      return words(
        m.letter_checklist_subject({ when }, locale),
        m.letter_checklist_heading({}, locale),
        m.letter_checklist_lead({}, locale),
      )
    case 'checklist_reminder':
      return words(
        m.letter_checklist_reminder_subject({ when }, locale),
        m.letter_checklist_reminder_heading({}, locale),
        m.letter_checklist_reminder_lead({}, locale),
      )
    case 'reminder_day':
      return words(
        m.letter_reminder_subject({ when }, locale),
        m.letter_reminder_day_heading({}, locale),
        m.letter_reminder_day_lead({}, locale),
      )
    case 'reminder_hour':
      return words(
        m.letter_reminder_subject({ when }, locale),
        m.letter_reminder_hour_heading({}, locale),
        m.letter_reminder_hour_lead({}, locale),
      )
    case 'moved':
      return words(
        m.letter_moved_subject({ when }, locale),
        m.letter_moved_heading({}, locale),
        heard === null ? m.letter_moved_lead({}, locale) : m.letter_moved_from_lead({ heard }, locale),
      )
    case 'cancelled': {
      const lead =
        talk.cancelledBy === 'counsellor' ? m.letter_cancelled_by_counsellor_lead : m.letter_cancelled_by_seeker_lead
      return words(
        m.letter_cancelled_subject({ when }, locale),
        m.letter_cancelled_heading({}, locale),
        lead({}, locale),
        m.letter_new_time({}, locale),
      )
    }
    case 'address_changed':
      return words(
        m.letter_address_changed_subject({ when }, locale),
        m.letter_address_changed_heading({}, locale),
        m.letter_address_changed_lead({}, locale),
      )
    case 'summary_ready':
      return words(
        m.letter_summary_ready_subject({}, locale),
        m.letter_summary_ready_heading({}, locale),
        m.letter_summary_ready_lead({}, locale),
      )
    case 'follow_up_due':
      return words(
        m.letter_follow_up_due_subject({}, locale),
        m.letter_follow_up_due_heading({}, locale),
        m.letter_follow_up_due_lead({}, locale),
      )
    case 'one_time_link':
      return words(
        m.letter_one_time_link_subject({}, locale),
        m.letter_one_time_link_heading({}, locale),
        m.letter_one_time_link_lead({ minutes: minutesInWords(caseLinkMinutes, talk.lettersLanguage) }, locale),
      )
    case 'seat_waiting':
    case 'seat_offered':
    case 'seat_lapsed':
      throw new Error('a talk has no waiting list')
  }
}

/** The words of a letter to the counsellor, in theirs. `null` for kinds that only seekers get. */
export function counsellorWords(
  facts: LetterFacts,
  language: Language,
  { when, heard }: { when: string; heard: string | null },
): Words | null {
  const locale = { locale: language }
  switch (facts.kind) {
    case 'booked':
      return facts.heardBefore
        ? words(
            m.letter_staff_changed_subject({ when }, locale),
            m.letter_staff_changed_heading({}, locale),
            m.letter_staff_changed_lead({}, locale),
          )
        : words(
            m.letter_staff_booked_subject({ when }, locale),
            m.letter_staff_booked_heading({}, locale),
            m.letter_staff_booked_lead({}, locale),
          )
    case 'moved':
      return words(
        m.letter_staff_moved_subject({ when }, locale),
        m.letter_staff_moved_heading({}, locale),
        heard === null ? m.letter_staff_moved_lead({}, locale) : m.letter_staff_moved_from_lead({ heard }, locale),
      )
    case 'cancelled': {
      const lead =
        facts.talk.cancelledBy === 'counsellor'
          ? m.letter_staff_cancelled_by_counsellor_lead
          : facts.talk.cancelledLate
            ? m.letter_staff_cancelled_late_lead
            : m.letter_staff_cancelled_by_seeker_lead
      return words(
        m.letter_staff_cancelled_subject({ when }, locale),
        m.letter_staff_cancelled_heading({}, locale),
        lead({}, locale),
      )
    }
    case 'address_changed':
      return words(
        m.letter_staff_left_subject({ when }, locale),
        m.letter_staff_left_heading({}, locale),
        m.letter_staff_left_lead({}, locale),
      )
    case 'follow_up_due':
      return words(
        m.letter_staff_follow_up_due_subject({}, locale),
        m.letter_staff_follow_up_due_heading({}, locale),
        m.letter_staff_follow_up_due_lead({}, locale),
      )
    default:
      return null
  }
}

const words = (subject: string, heading: string, ...lead: string[]): Words => ({ subject, heading, lead })

/** How the talk is held, in the reader's language. */
export function formInWords(form: Form, language: Language): string {
  const locale = { locale: language }
  switch (form) {
    case 'video':
      return m.letter_form_video({}, locale)
    case 'audio':
      return m.letter_form_audio({}, locale)
    case 'phone':
      return m.letter_form_phone({}, locale)
    case 'text':
      return m.letter_form_text({}, locale)
  }
}

/** Kinds that tell how the talk will be: the others should not say more than they came for. */
const tellsHow: LetterKind[] = ['booked', 'moved', 'reminder_day', 'reminder_hour']
/** After these there is nothing left to move or cancel. */
const afterwards: LetterKind[] = ['cancelled', 'summary_ready', 'follow_up_due']

/** What the seeker needs to know besides: how it begins, how the page opens, until when the talk may change. */
export function seekerNotes(facts: LetterFacts, nowMs: number): string[] {
  const { kind, talk, checklistWaits } = facts
  if (talk.event && kind !== 'one_time_link') return seatNotes(facts)
  const locale = { locale: talk.lettersLanguage }
  if (kind === 'address_changed') return []
  if (kind === 'one_time_link') return [m.letter_one_time_link_note({}, locale)]
  const notes: string[] = []
  if ((kind === 'booked' || kind === 'moved') && checklistWaits && bringsChecklist(talk.startsAt, nowMs))
    notes.push(m.letter_checklist_lead({}, locale))
  if (kind === 'reminder_day' && checklistWaits) notes.push(m.letter_checklist_waits({}, locale))
  if (tellsHow.includes(kind) && talk.form === 'phone') notes.push(m.letter_phone_near({}, locale))
  if (tellsHow.includes(kind) && (talk.form === 'video' || talk.form === 'audio')) {
    notes.push(m.letter_door({ minutes: minutesInWords(talk.doorOpensMinutes, talk.lettersLanguage) }, locale))
  }
  notes.push(m.letter_page_key({}, locale))
  const untilMs = talk.startsAt.getTime() - talk.cancelUntilMinutes * 60_000
  if (!afterwards.includes(kind) && untilMs > nowMs) {
    notes.push(
      m.letter_change_until(
        { until: timeInWords(untilMs, talk.seekerZone, talk.serviceZone, talk.lettersLanguage) },
        locale,
      ),
    )
  }
  if (kind === 'booked' || kind === 'moved') notes.push(m.letter_calendar_note({}, locale))
  return notes
}
