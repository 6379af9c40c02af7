import { expect, it } from 'vitest'
import { minutesAndSeconds, quietTime } from './pause.ts'

const startsAt = Date.parse('2026-03-02T13:20:00Z')
const pause = { startsAt, endsAt: startsAt + 120_000 }

it.each([
  [-2, 120, false],
  [0, 120, false],
  [25, 95, false],
  [119.2, 1, false],
  [120, 0, true],
  [500, 0, true],
])('after %d seconds of two minutes %d are left', (after, leftSeconds, over) => {
  expect(quietTime(pause, startsAt + after * 1000)).toEqual({ leftSeconds, wholeSeconds: 120, over })
})

it('quiet time is written as minutes and seconds', () => {
  expect([120, 95, 60, 9, 0].map(minutesAndSeconds)).toEqual(['2:00', '1:35', '1:00', '0:09', '0:00'])
})
