import { expect, test } from 'vitest'
import { bookingQuota } from './booking-allowance.ts'

test('an address that may book thirty talks in an hour may book a hundred and twenty in a day', () => {
  expect(bookingQuota(30)).toEqual({
    rule: 'booked',
    windows: [
      { most: 30, seconds: 60 * 60 },
      { most: 120, seconds: 24 * 60 * 60 },
    ],
  })
})
