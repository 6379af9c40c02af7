import { expect, test } from 'vitest'
import { clocksDiffer } from './offer.ts'

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
})
