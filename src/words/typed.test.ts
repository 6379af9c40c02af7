import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPhone, phoneDigits, plainly, readAddress } from './typed.ts'

describe('what somebody types', () => {
  test.each([
    ['Ｋ７ＭＱ', 'K7MQ'],
    ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
    ['०१२३४५६७८९', '0123456789'],
    ['𝟎𝟏𝟐𝟗', '0129'],
    ['a‐b‑c‒d–e—f―g−h﹣i－j', 'a-b-c-d-e-f-g-h-i-j'],
    ['\u200f\u202aab\u00adc\u200b\u2060\ufeffd\u2066e\u2069', 'abcde'],
    ['\u00a0 a\u2009b ', 'a b'],
    ['a\u0000b', 'a\u0000b'],
  ])('"%s" is meant as "%s"', (typed, meant) => expect(plainly(typed)).toBe(meant))

  test('is plain once, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(plainly(plainly(typed))).toBe(plainly(typed))
      }),
    )
  })
})

describe('a phone number', () => {
  test.each([
    ['070-123 45 67', '0701234567'],
    ['+46 (0)70-123 45 67', '+46701234567'],
    ['+46 070-123 45 67', '+46701234567'],
    ['0046 (0) 70 123 45 67', '+46701234567'],
    ['(+46) 70 123 45 67', '+46701234567'],
    ['tel:+46-70-123-45-67', '+46701234567'],
    ['TEL:+4670;phone-context=+46', '+4670'],
    ['Tel. 08 12 34 50', '08123450'],
    ['＋４６ ７０ １２３', '+4670123'],
    ['\u202a+46 70\u202c', '+4670'],
    ['+٤٦ ٧٠ ١٢٣ ٤٥ ٦٧', '+46701234567'],
    ['+45 12 34 56 78', '+4512345678'],
    ['+39 06 1234 5678', '+390612345678'],
    ['+44 (0)20 7946 0018', '+442079460018'],
  ])('written "%s" is kept as %s', (written, kept) => expect(phoneDigits(written)).toBe(kept))

  test.each(['070 1234 home', '+46+70123', '46+7012345', '070:12345', '1234', '(070', '1'.repeat(16), ''])(
    '"%s" is none',
    (written) => expect(isPhone(phoneDigits(written))).toBe(false),
  )
})

describe('an address', () => {
  test.each([
    [' Kim@Example.ORG ', 'Kim@example.org'],
    ['a&b@example.org', 'a&b@example.org'],
    ["o'neill+vux=1@example.org", "o'neill+vux=1@example.org"],
    ['kim@bücher.example', 'kim@xn--bcher-kva.example'],
    ['kim@skåne.malmö.se', 'kim@xn--skne-roa.xn--malm-8qa.se'],
    ['kim@例え.テスト', 'kim@xn--r8jz45g.xn--zckzah'],
    ['kim＠example.org', 'kim@example.org'],
    ['\u200bkim@exam\u00adple.org\u200f', 'kim@example.org'],
    ['mailto:kim@example.org', 'kim@example.org'],
    [`${'k'.repeat(64)}@example.org`, `${'k'.repeat(64)}@example.org`],
  ])('written "%s" is kept as %s', (written, kept) => expect(readAddress(written)).toBe(kept))

  test.each([
    'kim',
    '@example.org',
    'kim@',
    'kim@example',
    'kim@example.1',
    'kim@127.0.0.1',
    'kim@[127.0.0.1]',
    'kim@0x7f.1',
    '.kim@example.org',
    'kim.@example.org',
    'k..m@example.org',
    'k m@example.org',
    'kim@ex ample.org',
    'kim@-example.org',
    'kim@example..org',
    'kim@example.org/path',
    'kim@example.org:25',
    'kim@exa%2emple.org',
    'a@b@example.org',
    '"a b"@example.org',
    'Kim <kim@example.org>',
    'kim@example.org, bo@example.org',
    'kim@example.org\r\nBcc: bo@example.org',
    'kim@example.org\u0000',
    'kim\u2028@example.org',
    'kïm@example.org',
    `${'k'.repeat(65)}@example.org`,
    `kim@${'a'.repeat(64)}.org`,
    `kim@${'a.'.repeat(125)}org`,
  ])('%j is none', (written) => expect(readAddress(written)).toBe(null))

  test('that is kept is read as itself, has one @, and nothing that a header or a list would end at', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string().map((text) => `${text}@example.org`),
        ),
        (written) => {
          const kept = readAddress(written)
          fc.pre(kept !== null)
          expect(readAddress(kept)).toBe(kept)
          expect(kept).toMatch(/^[^\s@,;:<>"()[\]\\]{1,64}@[a-z0-9.-]+$/)
        },
      ),
    )
  })
})
