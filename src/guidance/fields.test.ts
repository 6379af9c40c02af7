import { expect, it } from 'vitest'
import { localDay, scaleValue } from './fields.ts'

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
