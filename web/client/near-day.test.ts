import { expect, test } from 'vitest'
import { nearDay } from './near-day.ts'

const zone = 'Europe/Stockholm'

test.each([
  ['a time this evening is today', '2026-11-26T19:00', '2026-11-26T08:00Z', 'today'],
  ['a time next morning is tomorrow', '2026-11-27T08:00', '2026-11-26T22:30Z', 'tomorrow'],
  [
    'half past midnight is the new day, whatever day it is in Greenwich',
    '2026-11-27T08:00',
    '2026-11-26T23:30Z',
    'today',
  ],
  ['the day after tomorrow has no name', '2026-11-28T08:00', '2026-11-26T12:00Z', null],
  ['yesterday has none either', '2026-11-25T08:00', '2026-11-26T12:00Z', null],
  ['the day after a day of 25 hours is tomorrow', '2026-10-26T08:00', '2026-10-24T22:10Z', 'tomorrow'],
  ['the day after a day of 23 hours is tomorrow', '2026-03-30T08:00', '2026-03-29T21:59Z', 'tomorrow'],
  ['the last day of a year is followed by the first', '2027-01-01T08:00', '2026-12-31T12:00Z', 'tomorrow'],
])('%s', (_name, local, now, near) => {
  expect(nearDay(local, zone, Date.parse(now))).toBe(near)
})

test('a zone that the browser does not know names no day', () => {
  expect(nearDay('2026-11-26T19:00', 'Mars/Olympus', Date.parse('2026-11-26T08:00Z'))).toBeNull()
})
