import { expect, test } from 'vitest'
import { isOldZoneData, zoneDataRelease } from './zone-data.ts'

test('this runtime says which release of the zone data it has', () => {
  expect(zoneDataRelease()).toMatch(/^\d{4}[a-z]$/)
})

test.each([
  ['2026a', '2026-12-31T23:59:59Z', false],
  ['2026a', '2027-01-01T00:00:01Z', true],
  ['2026c', '2027-02-28T12:00:00Z', false],
  ['2026c', '2027-03-02T12:00:00Z', true],
  ['2026z', '2027-11-30T12:00:00Z', false],
  ['2026z', '2027-12-02T12:00:00Z', true],
  ['2019b', '2026-01-01T00:00:00Z', true],
  ['unknown', '2026-01-01T00:00:00Z', false],
])('zone data %s at %s: more than a year old is %s', (release, now, old) => {
  expect(isOldZoneData(release, Date.parse(now))).toBe(old)
})
