import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { movedAlike, startsOfSeries } from './recurrence.ts'

const zone = 'Europe/Stockholm'
const at = (text: string) => Date.parse(text)
const wall = (ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

describe('a series', () => {
  test('keeps its local hour over the changeover', () => {
    const starts = startsOfSeries('FREQ=WEEKLY;COUNT=3', at('2026-10-14T15:00:00Z'), zone)
    expect(Array.isArray(starts) && starts.map(wall)).toEqual([
      '2026-10-14T17:00',
      '2026-10-21T17:00',
      '2026-10-28T17:00',
    ])
  })
  test('has the dates of its rule alone', () => {
    const starts = startsOfSeries(
      'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261119T220000Z',
      at('2026-11-10T16:00:00Z'),
      zone,
    )
    expect(Array.isArray(starts) && starts.map(wall)).toEqual([
      '2026-11-10T17:00',
      '2026-11-12T17:00',
      '2026-11-17T17:00',
      '2026-11-19T17:00',
    ])
  })
  test.each([
    ['FREQ=WEEKLY', 'ends'],
    ['FREQ=HOURLY;COUNT=3', 'DAILY'],
    ['FREQ=WEEKLY;COUNT=3;BYHOUR=4', 'BYHOUR'],
    ['FREQ=WEEKLY;COUNT=1000', 'at most'],
    ['FREQ=WEEKLY;BYDAY=MO;COUNT=2', 'first date'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=2', 'read'],
    ['', 'empty'],
  ])('is refused with a sentence for %j', (rule, word) => {
    expect(startsOfSeries(rule, at('2026-11-10T16:00:00Z'), zone)).toContain(word)
  })
})

test('dates move by as much on their own clocks, whatever a changeover lies between', () => {
  const moved = movedAlike(at('2026-10-28T16:00:00Z'), {
    from: at('2026-10-14T15:00:00Z'),
    to: at('2026-10-15T16:30:00Z'),
    zone,
  })
  expect(wall(moved)).toBe('2026-10-29T18:30')
})
