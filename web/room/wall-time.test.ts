import { expect, it } from 'vitest'
import { wallTimeOf } from './wall-time.ts'

it('an instant near a talk is told in the talk’s own zone', () => {
  const talk = { start: '2026-07-01T12:00:00Z', wall: { zone: 'Europe/Stockholm', start: '2026-07-01T14:00', end: '2026-07-01T14:45' } }
  expect(wallTimeOf(talk, '2026-07-01T12:07:30Z')).toBe('14:07')
  expect(wallTimeOf(talk, '2026-07-01T11:45:00Z')).toBe('13:45')
})
