import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zone } from '../people/fields.ts'
import { instant } from '../time/fields.ts'
import { cancellation, change, entry, invitation, phone, wish } from './booking-request.ts'

const whole = {
  serviceId: '0199c000-0000-7000-8000-000000000001',
  start: '2026-10-07T14:00:00+02:00',
  form: 'video',
  language: 'sv',
  zone: 'europe/stockholm',
  lettersLanguage: 'da',
}

/** The fields of a wish that are refused when these are changed. */
const refused = (changed: Record<string, unknown>) => [
  ...new Set(wish.safeParse({ ...whole, ...changed }).error?.issues.map(({ path }) => path.join('.'))),
]
const letters = (count: number) => 'å'.repeat(count)

describe('a wish for a talk', () => {
  test('needs a service, a time, a form and the languages, and nothing of the person', () => {
    expect(wish.parse(whole)).toEqual({
      ...whole,
      start: Date.UTC(2026, 9, 7, 12),
      zone: 'Europe/Stockholm',
    })
    for (const field of Object.keys(whole)) expect(refused({ [field]: undefined })).toEqual([field])
  })

  test('takes what somebody says of themselves without the blanks around it, and a blank for nothing', () => {
    const said = wish.parse({ ...whole, alias: ' Kim ', email: ' kim@example.org ', topic: ' \n ', phone: ' ' })
    expect(said).toMatchObject({ alias: 'Kim', email: 'kim@example.org', topic: null, phone: null })
    expect(wish.parse({ ...whole, alias: null, email: '', topic: '' })).toMatchObject({
      alias: null,
      email: null,
      topic: null,
    })
    expect(wish.parse({ ...whole, email: null, phone: null })).toMatchObject({ email: null, phone: null })
  })

  test.each([
    ['serviceId', '0199c000'],
    ['start', '2026-10-07T14:00:00'],
    ['form', 'fax'],
    ['language', 's'],
    ['language', 'x'.repeat(36)],
    ['zone', '+02:00'],
    ['zone', 'Europe/Fyrklang'],
    ['lettersLanguage', 'no'],
    ['alias', letters(61)],
    ['email', 'kim'],
    ['email', `${'k'.repeat(65)}@example.org`],
    ['email', `${'k'.repeat(243)}@example.org`],
    ['phone', '123'],
    ['topic', letters(2001)],
    ['fullSubjects', 'yes'],
  ])('is refused by the field %s: "%s"', (field, value) => {
    expect(refused({ [field]: value })).toEqual([field])
  })

  test('may be as long as it may be', () => {
    expect(refused({ alias: letters(60), topic: letters(2000), language: 'sv', fullSubjects: true })).toEqual([])
    expect(refused({ language: 'xx-abcdefgh-abcdefgh-abcdefgh-12345' })).toEqual([])
  })
})

describe('a phone number', () => {
  test.each([
    ['070-123 45 67', '0701234567'],
    ['+46 (0)70.123.45.67', '+46701234567'],
    ['tel:+46-70-123-45-67', '+46701234567'],
    ['0046 70 123 45 67', '+46701234567'],
    ['08/12 34 50', '08123450'],
    ['08–12‐34―50', '08123450'],
    ['12345', '12345'],
    ['123456789012345', '123456789012345'],
    ['12 34', undefined],
    ['1234567890123456', undefined],
    ['07012345000', '07012345000'],
    ['+46+70123', undefined],
    ['46+70123456', undefined],
    ['070 12345 home', undefined],
    ['tel 070 12345', undefined],
    [`070 12345${' '.repeat(31)}`, '07012345'],
    [`070 12345${' '.repeat(32)}`, undefined],
    ['', null],
    [' - ', null],
    [null, null],
  ])('written "%s" is kept as %s', (written, kept) => expect(phone.safeParse(written).data).toBe(kept))

  test('of five to fifteen digits is kept, whatever stands between them', () => {
    const between = fc
      .array(fc.constantFrom(' ', '-', '.', '(', ')', '/'), { maxLength: 2 })
      .map((some) => some.join(''))
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]{5,10}$/), fc.infiniteStream(between), (digits, gaps) => {
        const written = [...digits].map((digit) => digit + gaps.next().value).join('')
        fc.pre(written.length <= 40)
        expect(phone.parse(`+${written}`)).toBe(`+${digits}`)
      }),
    )
  })

  test('that is left out stays left out', () => expect(phone.parse(undefined)).toBeUndefined())
})

describe('a time', () => {
  test.each([
    ['2026-10-07T12:00:00Z', Date.UTC(2026, 9, 7, 12)],
    ['2026-10-07T14:00:00.500+02:00', Date.UTC(2026, 9, 7, 12, 0, 0, 500)],
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59Z', undefined],
    ['2199-12-31T23:59:59Z', Date.UTC(2199, 11, 31, 23, 59, 59)],
    ['2200-01-01T00:00:00Z', undefined],
    ['2026-10-07', undefined],
    ['2026-02-30T12:00:00Z', undefined],
  ])('written %s is %s', (written, ms) => expect(instant.safeParse(written).data).toBe(ms))
})

test('a zone comes out in the spelling that everybody uses, and is refused by its name', () => {
  expect(zone.parse('america/new_york')).toBe('America/New_York')
  expect(zone.safeParse('Mars/Olympus').error?.issues).toHaveLength(1)
  expect(zone.safeParse(`Europe/${'x'.repeat(54)}`).success).toBe(false)
})

describe('a change of a talk', () => {
  test('may be of nothing, or of all that was wished for but the service and the languages of the talk', () => {
    expect(change.parse({})).toEqual({})
    expect(
      change.parse({
        start: '2026-10-07T12:00:00Z',
        form: 'phone',
        alias: '',
        email: 'kim@example.org',
        phone: '070 12345',
        topic: ' work ',
        fullSubjects: false,
        lettersLanguage: 'en',
        zone: 'Europe/Stockholm',
      }),
    ).toEqual({
      start: Date.UTC(2026, 9, 7, 12),
      form: 'phone',
      alias: null,
      email: 'kim@example.org',
      phone: '07012345',
      topic: 'work',
      fullSubjects: false,
      lettersLanguage: 'en',
    })
  })

  test.each([
    ['alias', letters(61)],
    ['topic', letters(2001)],
    ['form', 'fax'],
    ['lettersLanguage', 'no'],
    ['start', 'soon'],
  ])('is refused by the field %s: "%s"', (field, value) => {
    expect(change.safeParse({ [field]: value }).error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
  })
})

describe('the small requests', () => {
  test('a cancellation may say why, in 500 letters', () => {
    expect(cancellation.parse({})).toEqual({})
    expect(cancellation.parse({ reason: ' ill ' })).toEqual({ reason: 'ill' })
    expect(cancellation.safeParse({ reason: letters(500) }).success).toBe(true)
    expect(cancellation.safeParse({ reason: letters(501) }).success).toBe(false)
  })

  test('an invitation says for whom, in 60 letters', () => {
    expect(invitation.parse({ label: ' Mother ' })).toEqual({ label: 'Mother' })
    expect(invitation.safeParse({ label: '  ' }).success).toBe(false)
    expect(invitation.safeParse({ label: letters(60) }).success).toBe(true)
    expect(invitation.safeParse({ label: letters(61) }).success).toBe(false)
    expect(invitation.safeParse({}).success).toBe(false)
  })

  test('a code is at most 60 letters, however it is written', () => {
    expect(entry.parse({ code: 'k7mq 2rwx 9tcd' })).toEqual({ code: 'k7mq 2rwx 9tcd' })
    expect(entry.safeParse({ code: 'x'.repeat(61) }).success).toBe(false)
    expect(entry.safeParse({}).success).toBe(false)
  })
})
