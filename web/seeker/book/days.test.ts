import { expect, test } from 'vitest'
import type { Slot } from '../api.ts'
import { daysOf, partsOf, turnOf } from './days.ts'

const slot = (start: string, local: string): Slot => ({
  start,
  end: start,
  free: 1,
  wall: { zone: 'Europe/Stockholm', start: local, end: local },
})

test('a time belongs to the day on which it begins where the reader is', () => {
  const days = daysOf([
    slot('2026-11-24T23:30:00Z', '2026-11-25T00:30'),
    slot('2026-11-24T12:00:00Z', '2026-11-24T13:00'),
  ])
  expect(days.map((day) => [day.date, day.slots.length])).toEqual([
    ['2026-11-24', 1],
    ['2026-11-25', 1],
  ])
})

test('noon belongs to the day, five o’clock to the evening, and empty parts are left out', () => {
  const [day] = daysOf([slot('a', '2026-11-24T12:00'), slot('b', '2026-11-24T16:59'), slot('c', '2026-11-24T17:00')])
  expect(day && partsOf(day).map(({ part, slots }) => [part, slots.length])).toEqual([
    ['day', 2],
    ['evening', 1],
  ])
})

test('half past two in the night that has it twice is told apart', () => {
  const early = slot('2026-10-25T00:30:00Z', '2026-10-25T02:30')
  const late = slot('2026-10-25T01:30:00Z', '2026-10-25T02:30')
  const once = slot('2026-10-25T02:30:00Z', '2026-10-25T03:30')
  const [day] = daysOf([early, late, once])
  expect(day && [early, late, once].map((one) => turnOf(one, day))).toEqual([1, 2, 0])
})
