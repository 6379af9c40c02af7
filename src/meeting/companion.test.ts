import { expect, test } from 'vitest'
import { isInvitationOver } from './companion.ts'

test.each([
  ['opens while the talk goes on', '2026-10-07T12:30:00.000Z', false],
  ['opens the day after, until the minute', '2026-10-08T12:44:59.999Z', false],
  ['is over a day after the talk’s planned end', '2026-10-08T12:45:00.000Z', true],
])('an invitation %s', (_, now, over) => {
  expect(isInvitationOver({ endsAt: new Date('2026-10-07T12:45:00Z') }, Date.parse(now))).toBe(over)
})
