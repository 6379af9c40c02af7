import { expect, test } from 'vitest'
import { clocksAgree } from './clocks-agree.ts'

const at = (start: string, local: string, zone = 'Europe/Stockholm') => ({
  start,
  wall: { start: local, end: local, zone },
})

test.each([
  ['Stockholm and Copenhagen show the same', 'Europe/Copenhagen', true],
  ['Helsinki shows an hour more', 'Europe/Helsinki', false],
  ['London shows an hour less', 'Europe/London', false],
  ['a zone agrees with itself', 'Europe/Stockholm', true],
])('%s', (_name, zone, agree) => {
  expect(clocksAgree(at('2026-11-24T13:00:00Z', '2026-11-24T14:00'), zone)).toBe(agree)
})

test('zones that agree for a part of the year agree only then', () => {
  expect(clocksAgree(at('2026-01-15T13:00:00Z', '2026-01-15T13:00', 'Atlantic/Reykjavik'), 'Europe/London')).toBe(true)
  expect(clocksAgree(at('2026-07-15T13:00:00Z', '2026-07-15T13:00', 'Atlantic/Reykjavik'), 'Europe/London')).toBe(false)
})
