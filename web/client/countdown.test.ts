import { expect, test } from 'vitest'
import { countdown } from './countdown.ts'

const hour = 3_600_000
const start = 1_000 * hour

test.each([
  ['a fortnight ahead nothing is counted', -14 * 24 * hour, { kind: 'far' }],
  ['two days ahead are counted in days', -49 * hour, { kind: 'days', days: 2 }],
  ['tomorrow is counted in hours', -26.5 * hour, { kind: 'hours', hours: 26 }],
  ['the last two hours are counted in minutes', -1.99 * hour, { kind: 'minutes', minutes: 119 }],
  ['the last minute is a minute', -0.001 * hour, { kind: 'minutes', minutes: 1 }],
  ['from the start it is now', 0, { kind: 'now' }],
  ['after the end it is over', hour, { kind: 'over' }],
])('%s', (_name, offset, expected) => {
  expect(countdown(start + offset, start, start + hour)).toEqual(expected)
})
