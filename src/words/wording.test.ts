import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from './language.ts'

const folder = `${import.meta.dirname}/messages`

/** Every text of a language under its key, variants as they stand. */
function textsOf(language: string): [key: string, text: string][] {
  return readdirSync(`${folder}/${language}`).flatMap((file) => {
    const messages: Record<string, unknown> = JSON.parse(readFileSync(`${folder}/${language}/${file}`, 'utf8'))
    return Object.entries(messages).map(([key, text]): [string, string] => [
      key,
      typeof text === 'string' ? text : JSON.stringify(text),
    ])
  })
}

const found = (language: string, pattern: RegExp, of: (key: string) => boolean = () => true) =>
  textsOf(language)
    .filter(([key, text]) => of(key) && pattern.test(text))
    .map(([key, text]) => `${key}: ${text}`)

/** What the staff read speaks of talks and bookings, as they do among themselves. */
const readBySeekers = (key: string) =>
  /^(common|seeker|letter|room)_/.test(key) &&
  !/^(letter_staff|room_staff|room_f|room_k|room_end|seeker_export)_/.test(key)

describe('English', () => {
  test('calls what is booked an appointment', () => {
    const other = new RegExp(
      [
        String.raw`\b(?:book(?:s|ed)?|cancel|keep|move) (?:an?|the|your|no|another|other|many) (?:new )?(?:time|talk|booking|session)s?\b`,
        String.raw`\byou (?:now |already )?have (?:an?|no|another) (?:new )?(?:time|talk|booking|session)\b`,
        String.raw`\byour (?:time|booking|session) (?:is|and|has|stands)\b|\btime ahead\b`,
      ].join('|'),
      'i',
    )
    expect(found('en', other, readBySeekers)).toEqual([])
  })

  test('says of a link or a code that it is valid', () => {
    expect(found('en', /\b(link|code|time|choice|it|invitation) (still )?holds\b|\bno longer holds\b/i)).toEqual([])
  })

  test('writes as people in Britain do, without Swedish in between', () => {
    expect(found('en', /\b(mail|e-?mail) adress|\bset on\b|\bby phone call\b/i)).toEqual([])
  })
})

test('Danish talks pr. telefon, or i telefon, never on or over one', () => {
  expect(found('da', /\b(på|over|via) telefon(en)?\b/i)).toEqual([])
})

test.each(languages)('changing the form has one name, in %s', (language) => {
  const texts = new Map(textsOf(language))
  expect(texts.get('seeker_change_form')).toBe(texts.get('room_form_change'))
  // The same verb, where one form is named.
  const [verb] = (texts.get('seeker_change_form') ?? '').split(' ')
  for (const key of ['seeker_change_form_do', 'room_door_away_phone', 'room_door_away_text_form'])
    expect(texts.get(key)?.split(' ')[0]).toBe(verb)
})

test.each(languages)('nobody is said to be missing as if they had never come, in %s', (language) => {
  const never = /är här än|kommit än|er her endnu|kommet endnu|is here yet|has come yet/i
  expect(found(language, never, (key) => key.startsWith('room_alone'))).toEqual([])
})

test.each(languages)('what a Konklusion is, is said before the first one comes, in %s', (language) => {
  const [said = '', ...rest] = textsOf(language).flatMap(([key, text]) =>
    key === 'seeker_next_konklusion' ? [text] : [],
  )
  expect(rest).toEqual([])
  expect(said).toMatch(/Konklusion her?e?:|Konklusion här:/)
})

test.each(languages)('a text has no sign of haste: no exclamation mark, no double space, in %s', (language) => {
  expect(found(language, /!|\S {2,}\S/)).toEqual([])
})
