import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOneLine, readMailbox } from './mailbox.ts'

test.each([
  ['Malmö, Lunds "Vux" <post@example.org>', 'Malmö, Lunds "Vux"', 'post@example.org'],
  ['"Malmö, Lunds \\"Vux\\"" <post@example.org>', 'Malmö, Lunds "Vux"', 'post@example.org'],
  ['  Testkommun   < post@example.org >  ', 'Testkommun', 'post@example.org'],
  ['<post@example.org>', '', 'post@example.org'],
  [' post@example.org ', '', 'post@example.org'],
  ['Lund\u202e\u2028Vux <post@example.org>', 'Lund Vux', 'post@example.org'],
])('%s is a name and an address', (text, name, address) => {
  expect(readMailbox(text)).toEqual({ name, address })
})

test.each([
  '',
  'Vux',
  'a@b.org, c@d.org',
  'a@b.org <c@d.org>',
  'Vux <a@b.org',
  'Vux <a@b.org>, <c@d.org>',
  'Vux <a b@c>',
])('%j is not one address', (text) => {
  expect(readMailbox(text)).toBeNull()
})

test('a text in one line has no sign in it that breaks a line or turns the direction', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\n', '\0', '\u2028', '\u202e', '\u2066'),
      (text, sign) => {
        expect(inOneLine(`${text}${sign}${text}`)).not.toMatch(
          /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u,
        )
      },
    ),
  )
  expect(inOneLine('Hej\r\nBcc: \u202etwo\u2028there')).toBe('Hej Bcc: two there')
})
