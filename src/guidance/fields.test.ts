import { describe, expect, it } from 'vitest'
import { localDay, maybeBlank, optionalWords, scaleValue, words } from './fields.ts'

describe('a text', () => {
  it.each([
    ['  two words ', 'two words', 'two words', 'two words'],
    ['å'.repeat(20), 'å'.repeat(20), 'å'.repeat(20), 'å'.repeat(20)],
    [` ${'å'.repeat(20)} `, 'å'.repeat(20), 'å'.repeat(20), 'å'.repeat(20)],
    ['å'.repeat(21), undefined, undefined, undefined],
    [' \n ', '', undefined, null],
    ['', '', undefined, null],
    [null, undefined, undefined, null],
    [undefined, undefined, undefined, null],
    [7, undefined, undefined, undefined],
  ])(
    '"%s" of twenty letters is, in a draft: "%s"; where something must be said: "%s"; left open: "%s"',
    (given, ...kept) => {
      expect([maybeBlank(20), words(20), optionalWords(20)].map((field) => field.safeParse(given).data)).toEqual(kept)
    },
  )
})

it.each([
  [1, true],
  [10, true],
  [0, false],
  [11, false],
  [4.5, false],
  ['4', false],
])('a scale has the value %s: %s', (value, has) => expect(scaleValue.safeParse(value).success).toBe(has))

it.each([
  ['2026-11-24', true],
  ['2026-02-29', false],
  ['24/11/2026', false],
  ['2026-11-24T09:00:00Z', false],
])('a day is written %s: %s', (day, is) => expect(localDay.safeParse(day).success).toBe(is))
