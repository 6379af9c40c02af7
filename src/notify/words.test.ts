import { describe, expect, test } from 'vitest'
import { letterFacts, talkStart } from '../../test/setup/letter-facts.ts'
import * as messages from '../words/paraglide-server/messages.js'
import { forms } from '../availability/form.ts'
import type { Form } from '../availability/form.ts'
import { languages } from '../words/language.ts'
import type { Language } from '../words/language.ts'
import type { LetterFacts } from './facts.ts'
import { letterKinds } from './letter.ts'
import type { LetterKind } from './letter.ts'
import { minutesInWords } from './time-in-words.ts'
import { counsellorWords, formInWords, seekerNotes, seekerWords } from './words.ts'

const hour = 3_600_000
const minute = 60_000
const when = 'on a day'

const catalogue = new Map<string, unknown>(Object.entries(messages))

/** A message of the catalogue by its name. */
function message(name: string, language: Language): string {
  const say = catalogue.get(`letter_${name}`)
  if (typeof say !== 'function') throw new Error(`There is no message ${name}`)
  return say({ when, minutes: minutesInWords(30, language) }, { locale: language })
}

/** What a kind of letter is called in the catalogue: its subject, its heading, what it says then. */
type Named = [subject: string, heading: string, ...lead: string[]]
const named = (name: string): Named => [`${name}_subject`, `${name}_heading`, `${name}_lead`]
type Change = Partial<Omit<LetterFacts, 'counsellor' | 'kind' | 'talk'>> & { talk?: Partial<LetterFacts['talk']> }
type CancelledBy = LetterFacts['talk']['cancelledBy']

describe('a letter to the seeker', () => {
  test.each<[LetterKind, Change, CancelledBy, Named]>([
    ['booked', { heardBefore: false }, null, named('booked')],
    ['booked', { heardBefore: true }, null, ['booked_subject', 'changed_heading', 'changed_lead']],
    ['checklist', {}, null, named('checklist')],
    ['checklist_reminder', {}, null, named('checklist_reminder')],
    ['reminder_day', {}, null, ['reminder_subject', 'reminder_day_heading', 'reminder_day_lead']],
    ['reminder_hour', {}, null, ['reminder_subject', 'reminder_hour_heading', 'reminder_hour_lead']],
    ['moved', {}, null, named('moved')],
    ['cancelled', {}, 'seeker', ['cancelled_subject', 'cancelled_heading', 'cancelled_by_seeker_lead', 'new_time']],
    [
      'cancelled',
      {},
      'counsellor',
      ['cancelled_subject', 'cancelled_heading', 'cancelled_by_counsellor_lead', 'new_time'],
    ],
    ['address_changed', {}, null, named('address_changed')],
    ['summary_ready', {}, null, named('summary_ready')],
    ['follow_up_due', {}, null, named('follow_up_due')],
    ['one_time_link', {}, null, named('one_time_link')],
  ])('(%s, %j, by %s) says in their language: %j', (kind, change, cancelledBy, [subject, heading, ...lead]) => {
    for (const lettersLanguage of languages) {
      expect(
        seekerWords(
          letterFacts({ ...change, kind, talk: { ...change.talk, lettersLanguage, cancelledBy } }),
          when,
          null,
        ),
      ).toEqual({
        subject: message(subject, lettersLanguage),
        heading: message(heading, lettersLanguage),
        lead: lead.map((name) => message(name, lettersLanguage)),
      })
    }
  })
})

describe('a letter to the counsellor', () => {
  test.each<[LetterKind, Change, CancelledBy, Named]>([
    ['booked', { heardBefore: false }, null, named('staff_booked')],
    ['booked', { heardBefore: true }, null, named('staff_changed')],
    ['moved', {}, null, named('staff_moved')],
    [
      'cancelled',
      {},
      'seeker',
      ['staff_cancelled_subject', 'staff_cancelled_heading', 'staff_cancelled_by_seeker_lead'],
    ],
    [
      'cancelled',
      {},
      'counsellor',
      ['staff_cancelled_subject', 'staff_cancelled_heading', 'staff_cancelled_by_counsellor_lead'],
    ],
    [
      'cancelled',
      { talk: { cancelledLate: true } },
      'seeker',
      ['staff_cancelled_subject', 'staff_cancelled_heading', 'staff_cancelled_late_lead'],
    ],
    ['address_changed', {}, null, named('staff_left')],
    ['follow_up_due', {}, null, named('staff_follow_up_due')],
  ])('(%s, %j, by %s) says in their language: %j', (kind, change, cancelledBy, [subject, heading, ...lead]) => {
    for (const language of languages) {
      const facts = letterFacts({ ...change, kind, talk: { ...change.talk, cancelledBy } })
      expect(counsellorWords(facts, language, { when, heard: null })).toEqual({
        subject: message(subject, language),
        heading: message(heading, language),
        lead: lead.map((name) => message(name, language)),
      })
    }
  })

  test('is written of nothing else', () => {
    const written = letterKinds.filter(
      (kind) => counsellorWords(letterFacts({ kind }), 'sv', { when, heard: null }) !== null,
    )
    expect(written).toEqual(['booked', 'moved', 'cancelled', 'address_changed', 'follow_up_due'])
  })
})

test('the form of a talk is said in every language', () => {
  for (const language of languages) {
    for (const form of forms) expect(formInWords(form, language)).toBe(message(`form_${form}`, language))
  }
})

describe('what a seeker needs to know besides', () => {
  /** The names of the notes in order. The time until which the talk may change is told by its beginning alone. */
  function notes(facts: Parameters<typeof letterFacts>[0], nowMs = talkStart - 48 * hour, language: Language = 'en') {
    const known = [
      'checklist_waits',
      'phone_near',
      'door',
      'page_key',
      'change_until',
      'calendar_note',
      'one_time_link_note',
    ]
    const start = (text: string) => text.slice(0, 20)
    return seekerNotes(letterFacts({ ...facts, talk: { ...facts?.talk, lettersLanguage: language } }), nowMs).map(
      (note) => known.find((name) => start(message(name, language)) === start(note)) ?? note,
    )
  }

  test.each<[LetterKind, Form, string[]]>([
    ['booked', 'video', ['door', 'page_key', 'change_until', 'calendar_note']],
    ['booked', 'audio', ['door', 'page_key', 'change_until', 'calendar_note']],
    ['booked', 'phone', ['phone_near', 'page_key', 'change_until', 'calendar_note']],
    ['booked', 'text', ['page_key', 'change_until', 'calendar_note']],
    ['moved', 'video', ['door', 'page_key', 'change_until', 'calendar_note']],
    ['moved', 'phone', ['phone_near', 'page_key', 'change_until', 'calendar_note']],
    ['reminder_day', 'video', ['checklist_waits', 'door', 'page_key', 'change_until']],
    ['reminder_day', 'phone', ['checklist_waits', 'phone_near', 'page_key', 'change_until']],
    ['reminder_hour', 'audio', ['door', 'page_key', 'change_until']],
    ['reminder_hour', 'phone', ['phone_near', 'page_key', 'change_until']],
    ['checklist', 'video', ['page_key', 'change_until']],
    ['checklist_reminder', 'phone', ['page_key', 'change_until']],
    ['cancelled', 'video', ['page_key']],
    ['cancelled', 'phone', ['page_key']],
    ['address_changed', 'video', []],
    ['summary_ready', 'video', ['page_key']],
    ['follow_up_due', 'phone', ['page_key']],
    ['one_time_link', 'video', ['one_time_link_note']],
  ])('(%s, by %s): %j', (kind, form, expected) => {
    for (const language of languages) expect(notes({ kind, talk: { form } }, undefined, language)).toEqual(expected)
  })

  test('brings the checklist along when the talk is less than a day away and no letter of its own comes', () => {
    const lead = messages.letter_checklist_lead({}, { locale: 'sv' })
    const said = (kind: LetterKind, hoursAhead: number, checklistWaits = true) =>
      seekerNotes(letterFacts({ kind, checklistWaits }), talkStart - hoursAhead * hour).includes(lead)
    expect([said('booked', 23), said('moved', 23)]).toEqual([true, true])
    expect([said('booked', 24), said('booked', 23, false), said('reminder_hour', 1)]).toEqual([false, false, false])
  })

  test('speaks of the checklist on the day before only while it waits', () => {
    expect(notes({ kind: 'reminder_day', checklistWaits: false })).not.toContain('checklist_waits')
  })

  test('says until when the talk may change, in the seeker’s own time, and no more when that time is past', () => {
    const until = talkStart - 120 * minute
    const facts = { kind: 'reminder_hour', talk: { cancelUntilMinutes: 120 } } as const
    expect(notes(facts, until - 1)).toContain('change_until')
    expect(notes(facts, until)).not.toContain('change_until')
    const inHelsinki = letterFacts({ talk: { lettersLanguage: 'en', seekerZone: 'Europe/Helsinki' } })
    expect(seekerNotes(inHelsinki, talkStart - 48 * hour)).toContain(
      'Do you need to move or cancel? You can do that on your page until Wednesday 7 October, 13:00 (Helsinki time).',
    )
  })

  test('says how long before the talk the door opens', () => {
    const facts = letterFacts({ talk: { lettersLanguage: 'en', doorOpensMinutes: 5 } })
    expect(seekerNotes(facts, talkStart - 48 * hour)[0]).toMatch(/^The door on your page opens 5 minutes before/)
  })
})
