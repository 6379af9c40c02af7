import { expect, it } from 'vitest'
import { wallAt } from './wall-time.ts'

it('an instant near a talk is told in the talk’s own zone', () => {
  const talk = {
    start: '2026-07-01T12:00:00Z',
    wall: { zone: 'Europe/Stockholm', start: '2026-07-01T14:00', end: '2026-07-01T14:45' },
  }
  expect(wallAt(talk, '2026-07-01T12:07:30Z')).toBe('2026-07-01T14:07')
  expect(wallAt(talk, '2026-07-01T11:45:00Z')).toBe('2026-07-01T13:45')
})

it('the door of a talk just after midnight opens the evening before', () => {
  const talk = {
    start: '2026-11-23T23:05:00Z',
    wall: { zone: 'Europe/Stockholm', start: '2026-11-24T00:05', end: '2026-11-24T00:50' },
  }
  expect(wallAt(talk, '2026-11-23T22:50:00Z')).toBe('2026-11-23T23:50')
})
