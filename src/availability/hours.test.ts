import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { misordered, openTimes, zonesOver } from './hours.ts'
import type { WeeklyHours } from './hours.ts'

const at = (instant: string) => Date.parse(instant)
const hour = 3_600_000
const day = 24 * hour

const weekly = (change: Partial<WeeklyHours> = {}): WeeklyHours => ({
  weekday: 3,
  fromMinute: 9 * 60,
  untilMinute: 12 * 60,
  zone: 'Europe/Stockholm',
  firstDate: '2026-01-01',
  lastDate: null,
  ...change,
})

describe('weekly hours', () => {
  test.each<[string, Partial<WeeklyHours>, string | null]>([
    ['end on the day on which they begin', { lastDate: '2026-01-01' }, null],
    ['never end', { lastDate: null }, null],
    ['end on the day before they begin', { lastDate: '2025-12-31' }, 'lastDate'],
    ['end a minute after they begin', { untilMinute: 541 }, null],
    ['end the next morning, a minute before they begin', { untilMinute: 539 }, null],
    ['end when they begin', { untilMinute: 540 }, 'untilMinute'],
    ['last a day and a night', { fromMinute: 0, untilMinute: 1440 }, null],
    ['end on the day before they begin, and when they begin', { lastDate: '2025-12-31', untilMinute: 540 }, 'lastDate'],
  ])('that %s are wrong in: %s', (_, change, field) => {
    expect(misordered(weekly(change))?.field ?? null).toBe(field)
  })
})

/** Open times of a week in June, as UTC. Wednesday is 10 June 2026; Stockholm is two hours ahead. */
const openIn = (
  hours: { weekly?: WeeklyHours[]; extra?: [string, string][]; absences?: [string, string][] },
  from = '2026-06-08T00:00Z',
  until = '2026-06-15T00:00Z',
) =>
  openTimes(
    {
      weekly: hours.weekly ?? [],
      extra: (hours.extra ?? []).map(([from, until]) => ({ from: at(from), until: at(until) })),
      absences: (hours.absences ?? []).map(([from, until]) => ({ from: at(from), until: at(until) })),
    },
    at(from),
    at(until),
  ).map(({ from, until }) => [from, until].map((ms) => new Date(ms).toISOString().slice(0, 16)).join(' - '))

const wednesday = '2026-06-10T07:00 - 2026-06-10T10:00'

describe('open times', () => {
  test('return every week on their weekday, Monday as the first', () => {
    const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => openIn({ weekly: [weekly({ weekday })] })[0]?.slice(0, 10))
    expect(days).toEqual(['08', '09', '10', '11', '12', '13', '14'].map((date) => `2026-06-${date}`))
    expect(openIn({ weekly: [weekly()] }, '2026-06-01T00:00Z', '2026-06-22T00:00Z')).toHaveLength(3)
  })

  test.each([
    ['that begins as they end', '2026-06-10T10:00Z', '2026-06-10T12:00Z', []],
    ['that begins a moment before they end', '2026-06-10T09:59:59.999Z', '2026-06-10T12:00Z', [wednesday]],
    ['that ends as they begin', '2026-06-10T05:00Z', '2026-06-10T07:00Z', []],
    ['that ends a moment after they begin', '2026-06-10T05:00Z', '2026-06-10T07:00:00.001Z', [wednesday]],
    ['within them', '2026-06-10T08:00Z', '2026-06-10T09:00Z', [wednesday]],
  ])('are those of a time %s, if they touch it', (_, from, until, open) => {
    expect(openIn({ weekly: [weekly()] }, from, until)).toEqual(open)
    expect(openIn({ extra: [['2026-06-10T07:00Z', '2026-06-10T10:00Z']] }, from, until)).toEqual(open)
  })

  test('that began the evening before are found in the morning', () => {
    const night = weekly({ fromMinute: 22 * 60, untilMinute: 6 * 60 })
    expect(openIn({ weekly: [night] }, '2026-06-11T03:00Z', '2026-06-11T05:00Z')).toEqual([
      '2026-06-10T20:00 - 2026-06-11T04:00',
    ])
    expect(openIn({ weekly: [night] }, '2026-06-11T04:00Z', '2026-06-11T05:00Z')).toEqual([])
  })

  test.each<[string, Partial<WeeklyHours>, number]>([
    ['begin on their first date', { firstDate: '2026-06-10' }, 1],
    ['have not begun before it', { firstDate: '2026-06-11' }, 0],
    ['are there on their last date', { lastDate: '2026-06-10' }, 1],
    ['are gone after it', { lastDate: '2026-06-09' }, 0],
    ['are there between the two', { firstDate: '2026-06-01', lastDate: '2026-06-30' }, 1],
  ])('%s', (_, change, times) => expect(openIn({ weekly: [weekly(change)] })).toHaveLength(times))

  test('join with extra time, and an absence wins over both', () => {
    const hours = {
      weekly: [weekly()],
      extra: [['2026-06-10T10:00Z', '2026-06-10T13:00Z']] as [string, string][],
    }
    expect(openIn(hours)).toEqual(['2026-06-10T07:00 - 2026-06-10T13:00'])
    expect(
      openIn({
        ...hours,
        absences: [
          ['2026-06-10T12:00Z', '2026-06-10T14:00Z'],
          ['2026-06-10T07:30Z', '2026-06-10T09:00Z'],
        ],
      }),
    ).toEqual(['2026-06-10T07:00 - 2026-06-10T07:30', '2026-06-10T09:00 - 2026-06-10T12:00'])
  })

  test('of a part of time are those of a longer time that touch it', () => {
    const anyHours = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      fromMinute: fc.integer({ min: 0, max: 1439 }),
      untilMinute: fc.integer({ min: 1, max: 1440 }),
      zone: fc.constantFrom('Europe/Stockholm', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'),
      firstDate: fc.constantFrom('2026-01-01', '2026-03-25'),
      lastDate: fc.constantFrom(null, '2026-04-02'),
    })
    const start = at('2026-03-20T00:00Z')
    const span = fc.tuple(fc.integer({ min: 0, max: 14 * 24 * 60 }), fc.integer({ min: 1, max: 2 * 24 * 60 }))
    fc.assert(
      fc.property(anyHours, span, (hours, [after, length]) => {
        const [from, until] = [start + after * 60_000, start + (after + length) * 60_000]
        const all = openTimes({ weekly: [hours], extra: [], absences: [] }, from - 9 * day, until + 9 * day)
        const touching = all.filter((open) => open.from < until && open.until > from)
        expect(openTimes({ weekly: [hours], extra: [], absences: [] }, from, until)).toEqual(touching)
      }),
      { numRuns: 300 },
    )
  })
})

test('a zone is resolved once for everybody who works in it', () => {
  const zones = zonesOver(at('2026-06-08T00:00Z'), at('2026-06-15T00:00Z'))
  expect(zones('Europe/Stockholm')).toBe(zones('Europe/Stockholm'))
  expect(zones('America/New_York')[0]?.offset).toBe(-4 * hour)
  expect(zones('Europe/Stockholm')[0]?.offset).toBe(2 * hour)
})
