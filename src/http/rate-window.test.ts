import fc from 'fast-check'
import { expect, test } from 'vitest'
import { secondsToNextWindow, veiled, windowStart } from './rate-window.ts'

test('a window begins on the full hour and the full day, whoever asks', () => {
  const nowMs = Date.UTC(2026, 9, 5, 8, 59, 59, 999)
  expect(new Date(windowStart(3600, nowMs)).toISOString()).toBe('2026-10-05T08:00:00.000Z')
  expect(new Date(windowStart(86_400, nowMs)).toISOString()).toBe('2026-10-05T00:00:00.000Z')
  expect([secondsToNextWindow(3600, nowMs), secondsToNextWindow(3600, nowMs + 1)]).toEqual([1, 3600])
})

test('whoever waits as long as they are told comes in the next window', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 90_000 }),
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      (seconds, nowMs) => {
        const later = nowMs + secondsToNextWindow(seconds, nowMs) * 1000
        expect(windowStart(seconds, later)).toBe(windowStart(seconds, nowMs) + seconds * 1000)
      },
    ),
  )
})

test('a subject cannot be read out of what is kept of it, and is the same for the same key alone', async () => {
  const [one, again, other] = [
    await veiled('192.0.2.1', 'a key'),
    await veiled('192.0.2.1', 'a key'),
    await veiled('192.0.2.1', 'another key'),
  ]
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect([one === again, one === other]).toEqual([true, false])
})
