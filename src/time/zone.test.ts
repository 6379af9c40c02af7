import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { instantOf, isZone, localTime, stretchesOf, zoneName } from './zone.ts'

const at = (instant: string) => Date.parse(instant)
const hour = 3_600_000
const day = 24 * hour

/** Changes by an hour and by half of one, on Sundays and on Fridays, north and south; offsets of quarters; none at all. */
const anyZone = fc.constantFrom(
  'Europe/Stockholm',
  'Europe/Dublin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'UTC',
)
const anyMinute = fc.integer({ min: at('2025-01-01T00:00Z') / 60_000, max: at('2027-12-31T00:00Z') / 60_000 })
const anyInstant = anyMinute.map((minute) => minute * 60_000)

describe('clocks', () => {
  test.each([
    ['before the clock is put forward', '2026-03-29T00:59:59.999Z', '01:59:59.999'],
    ['when it is put forward', '2026-03-29T01:00:00.000Z', '03:00:00.000'],
    ['before it is put back', '2026-10-25T00:59:59.999Z', '02:59:59.999'],
    ['when it is put back', '2026-10-25T01:00:00.000Z', '02:00:00.000'],
  ])('in Stockholm show %s (%s) the time %s', (_, instant, shown) => {
    const stretches = stretchesOf('Europe/Stockholm', at(instant), at(instant))
    expect(new Date(localTime(stretches, at(instant))).toISOString().slice(11, 23)).toBe(shown)
  })

  test('show what the zone data say, anywhere, at any minute within two days of the time that was asked for', () => {
    fc.assert(
      fc.property(
        anyZone,
        anyInstant,
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (zone, from, days, part) => {
          const stretches = stretchesOf(zone, from, from + days * day)
          const instant = Math.floor(from - 2 * day + part * (days + 4) * day)
          const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
          expect(localTime(stretches, instant)).toBe(instant + offsetNanoseconds / 1_000_000)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('that change on the second day after the time that was asked for are known', () => {
    // Cairo puts its clock forward on Friday 24 April 2026 at midnight; offsets are asked for on Thursdays.
    const wednesday = at('2026-04-22T23:00Z')
    const friday = at('2026-04-24T12:00Z')
    expect(localTime(stretchesOf('Africa/Cairo', wednesday, wednesday), friday)).toBe(friday + 3 * hour)
  })

  test('long after the time that was asked for are read with the last offset that is known', () => {
    const january = at('2026-01-10T00:00Z')
    const stretches = stretchesOf('Europe/Stockholm', at('2025-01-01T00:00Z'), january)
    expect(localTime(stretches, at('2026-07-01T00:00Z'))).toBe(at('2026-07-01T01:00Z'))
  })
})

test('the stretches of a zone follow each other without a gap, each with another offset than the one before', () => {
  fc.assert(
    fc.property(anyZone, anyInstant, fc.integer({ min: 0, max: 800 }), (zone, from, days) => {
      const stretches = stretchesOf(zone, from, from + days * day)
      expect(stretches[0]?.from).toBeLessThanOrEqual(from - 2 * day)
      expect(stretches.at(-1)?.until).toBeGreaterThanOrEqual(from + (days + 2) * day)
      stretches.slice(1).forEach((stretch, index) => {
        expect(stretch.from).toBe(stretches[index]?.until)
        expect(stretch.offset).not.toBe(stretches[index]?.offset)
      })
    }),
  )
})

describe('a local time as an instant', () => {
  test.each([
    ['01:59 before the gap', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['02:00, which does not exist, is 03:00', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
    ['02:59, which does not exist, is 03:59', '2026-03-29T02:59', '2026-03-29T01:59:00.000Z'],
    ['03:00 after the gap', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['02:00, which happens twice, is the first', '2026-10-25T02:00', '2026-10-25T00:00:00.000Z'],
    ['02:59, which happens twice, is the first', '2026-10-25T02:59', '2026-10-25T00:59:00.000Z'],
    ['03:00 happens once', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s', (_, local, instant) => {
    const wanted = at(`${local}Z`)
    expect(new Date(instantOf(stretchesOf('Europe/Stockholm', wanted, wanted), wanted)).toISOString()).toBe(instant)
  })

  test('is what Temporal makes of it by the same rule, anywhere, at any minute', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, local) => {
        const written = new Date(local).toISOString().slice(0, 16)
        const expected = Temporal.PlainDateTime.from(written).toZonedDateTime(zone, { disambiguation: 'compatible' })
        expect(instantOf(stretchesOf(zone, local, local), local)).toBe(expected.epochMilliseconds)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a zone', () => {
  test.each([
    ['Europe/Stockholm', true],
    ['europe/stockholm', true],
    ['America/Argentina/Buenos_Aires', true],
    ['UTC', true],
    ['Europe/Fyrklang', false],
    ['+02:00', false],
    // Temporal would read the zone out of it.
    ['2026-06-01T12:00[Europe/Stockholm]', false],
    ['', false],
  ])('is named by "%s": %s', (name, is) => expect(isZone(name)).toBe(is))

  test('has one spelling, however somebody writes it', () => {
    expect(zoneName('europe/STOCKHOLM')).toBe('Europe/Stockholm')
  })
})
