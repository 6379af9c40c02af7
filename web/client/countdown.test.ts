import { expect, test } from 'vitest'
import { countdown } from './countdown.ts'

const hour = 3_600_000
const start = 1_000 * hour

test.each([
  ['a fortnight ahead nothing is counted', -14 * 24 * hour, { kind: 'far' }],
  ['two days ahead are counted in days', -49 * hour, { kind: 'days', days: 2 }],
  ['tomorrow is counted in hours', -26.5 * hour, { kind: 'hours', hours: 26, minutes: 0 }],
  ['the same evening in hours and minutes', -2.66 * hour, { kind: 'hours', hours: 2, minutes: 39 }],
  ['from six hours on in hours alone', -6.66 * hour, { kind: 'hours', hours: 6, minutes: 0 }],
  ['less than an hour and a half is counted in minutes', -1.49 * hour, { kind: 'minutes', minutes: 89 }],
  ['an hour and a half is no heap of minutes', -1.5 * hour, { kind: 'hours', hours: 1, minutes: 30 }],
  ['the last minute is a minute', -0.001 * hour, { kind: 'minutes', minutes: 1 }],
  ['from the start it is now', 0, { kind: 'now' }],
  ['after the end it is over', hour, { kind: 'over' }],
])('%s', (_name, offset, expected) => {
  expect(countdown(start + offset, start, start + hour)).toEqual(expected)
})
