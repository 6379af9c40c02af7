import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { oneLine, optionalText, text, words } from './text.ts'

describe('a text', () => {
  it.each([
    ['  two words ', 'two words', 'two words', 'two words'],
    ['å'.repeat(20), 'å'.repeat(20), 'å'.repeat(20), 'å'.repeat(20)],
    // As the description of the API says it, blanks count.
    [` ${'å'.repeat(20)}`, undefined, undefined, undefined],
    // An emoji is one letter, and two code units.
    ['🏳'.repeat(20), '🏳'.repeat(20), '🏳'.repeat(20), '🏳'.repeat(20)],
    ['🏳'.repeat(21), undefined, undefined, undefined],
    ['\u001c \ufeff', '\u001c', undefined, '\u001c'],
    ['å'.repeat(21), undefined, undefined, undefined],
    [' \n ', '', undefined, null],
    ['', '', undefined, null],
    [null, undefined, undefined, null],
    [undefined, undefined, undefined, null],
    [7, undefined, undefined, undefined],
  ])(
    '"%s" of twenty letters is, in a draft: "%s"; where something must be said: "%s"; left open: "%s"',
    (given, ...kept) => {
      expect([text(20), words(20), optionalText(20)].map((field) => field.safeParse(given).data)).toEqual(kept)
    },
  )
})

it.each([
  [' Anna Berg ', 'Anna Berg'],
  ['Anna\nBerg', undefined],
  ['Anna\u0085', undefined],
  [' \ufeff', undefined],
])('a name in one line: %j is kept as %j', (given, kept) => {
  const name = oneLine(20, 'Write a name')
  expect(name.safeParse(given).data).toBe(kept)
  // What other tools are told refuses the same.
  const told = z.toJSONSchema(name, { io: 'input' })
  expect(new RegExp(String(told.pattern)).test(given)).toBe(kept !== undefined)
})
