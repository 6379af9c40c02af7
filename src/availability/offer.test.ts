import { expect, test } from 'vitest'
import { clocksDiffer, offeredTimes } from './offer.ts'

const at = (...instants: string[]) => instants.map((instant) => ({ start: Date.parse(instant), free: 1 }))

test('two cities with the same clock need no word about zones, two with different clocks do', () => {
  const slots = at('2026-11-24T09:00Z', '2026-12-01T09:00Z')
  expect(clocksDiffer(slots, 'Europe/Copenhagen', 'Europe/Stockholm')).toBe(false)
  expect(clocksDiffer(slots, 'Europe/London', 'Europe/Stockholm')).toBe(true)
  expect(clocksDiffer([], 'Europe/London', 'Europe/Stockholm')).toBe(false)
})

test('clocks that part in between differ', () => {
  // New York puts its clock back on 1 November, Bogotá never: the same hour before it, another after.
  expect(clocksDiffer(at('2026-11-02T15:00Z'), 'America/New_York', 'America/Bogota')).toBe(false)
  expect(clocksDiffer(at('2026-10-30T15:00Z', '2026-11-02T15:00Z'), 'America/New_York', 'America/Bogota')).toBe(true)
  const late = at('2026-11-02T15:00Z', '2027-03-01T15:00Z', '2027-03-15T15:00Z')
  expect(clocksDiffer(late, 'America/New_York', 'America/Bogota')).toBe(true)
})

test('a time is offered with its end, as clocks in the seeker’s zone show it', () => {
  expect(offeredTimes(at('2026-06-10T08:00Z', '2026-06-10T21:30Z'), 45, 'Europe/Stockholm')).toEqual([
    {
      start: '2026-06-10T08:00:00.000Z',
      end: '2026-06-10T08:45:00.000Z',
      wall: { zone: 'Europe/Stockholm', start: '2026-06-10T10:00', end: '2026-06-10T10:45' },
    },
    {
      start: '2026-06-10T21:30:00.000Z',
      end: '2026-06-10T22:15:00.000Z',
      wall: { zone: 'Europe/Stockholm', start: '2026-06-10T23:30', end: '2026-06-11T00:15' },
    },
  ])
  expect(offeredTimes([], 45, 'Europe/Stockholm')).toEqual([])
})

test('times before and after the clock is changed are each shown by the clock of their day', () => {
  const shown = offeredTimes(at('2026-03-27T09:00Z', '2026-03-29T00:30Z', '2026-03-30T09:00Z'), 60, 'Europe/Stockholm')
  expect(shown.map(({ wall }) => [wall.start, wall.end].map((time) => time.slice(11)))).toEqual([
    ['10:00', '11:00'],
    ['01:30', '03:30'],
    ['11:00', '12:00'],
  ])
  const apart = offeredTimes(at('2026-01-10T09:00Z', '2026-01-11T09:00Z', '2026-07-10T09:00Z'), 60, 'Europe/Stockholm')
  expect(apart.map(({ wall }) => wall.start.slice(11))).toEqual(['10:00', '10:00', '11:00'])
})
