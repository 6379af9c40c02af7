import { expect, test } from 'vitest'
import { daysAfter, mondayOf, weekFrom } from './dates.ts'

test('a week begins on Monday, also on a Sunday', () => {
  expect(mondayOf('2026-11-29')).toBe('2026-11-23')
  expect(mondayOf('2026-11-23')).toBe('2026-11-23')
})

test('days are counted over months, years and the nights on which clocks change', () => {
  expect(daysAfter('2026-10-24', 1)).toBe('2026-10-25')
  expect(daysAfter('2026-10-25', 1)).toBe('2026-10-26')
  expect(daysAfter('2027-01-01', -1)).toBe('2026-12-31')
  expect(weekFrom('2026-12-28').at(-1)).toBe('2027-01-03')
})
