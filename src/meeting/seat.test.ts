import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offerEndsAt, seatsInAWord } from './seat.ts'

const hourMs = 3_600_000

test.each([
  ['a week', 168, 24],
  ['three days', 72, 24],
  ['two days', 48, 6],
  ['a day', 24, 6],
  ['five hours', 5, 1],
  ['four hours', 4, 1],
  ['two hours', 2, 1 / 3],
  ['half an hour', 0.5, 1 / 6],
])('a seat that becomes free %s ahead is kept for a time that leaves room for the next', (_what, ahead, kept) => {
  expect(offerEndsAt(ahead * hourMs, 0)).toBe(kept * hourMs)
})

test('the nearer the meeting is, the shorter a seat is kept, and never less than ten minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 * hourMs }), fc.integer({ min: 0, max: 200 * hourMs }), (one, other) => {
      const [near, far] = [Math.min(one, other), Math.max(one, other)]
      expect(offerEndsAt(near, 0)).toBeLessThanOrEqual(offerEndsAt(far, 0))
      expect(offerEndsAt(near, 0)).toBeGreaterThanOrEqual(hourMs / 6)
    }),
  )
})

test.each([
  [0, 12, 'free'],
  [9, 12, 'free'],
  [10, 12, 'few'],
  [11, 12, 'few'],
  [12, 12, 'full'],
  [239, 300, 'free'],
  [240, 300, 'few'],
  [0, 1, 'free'],
] as const)('%d of %d seats taken are told as %s', (taken, capacity, word) => {
  expect(seatsInAWord({ taken, capacity })).toBe(word)
})
