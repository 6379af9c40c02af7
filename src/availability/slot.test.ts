import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { luxonSlots } from '../../test/bench/slots-luxon.ts'
import type { WeeklyHours } from './hours.ts'
import { busyRange, freeCounsellors, freeSlots, isOffered } from './slot.ts'
import type { Counsellor, SlotRules } from './slot.ts'
import { wallOf } from '../time/local-time.ts'

const hour = 3_600_000
const day = 24 * hour

const rules: SlotRules = {
  minutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minNoticeMinutes: 0,
  maxNoticeDays: 365,
  gridMinutes: 30,
  zone: 'Europe/Stockholm',
}
const works = (from: string, until: string, more: Partial<WeeklyHours> = {}): WeeklyHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    fromMinute: minutes(from),
    untilMinute: minutes(until),
    zone: 'Europe/Stockholm',
    firstDate: '2020-01-01',
    lastDate: null,
    ...more,
  }))
const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const anna = (more: Partial<Counsellor>): Counsellor => ({
  id: 'anna',
  weekly: [],
  extra: [],
  absences: [],
  busy: [],
  ...more,
})
const at = (instant: string) => Date.parse(instant)
const between = (from: string, until: string) => ({ from: at(from), until: at(until) })

/** Starts on a local day of the service, as clocks there show them with their offset to UTC. */
function startsOn(
  date: string,
  rule: Partial<SlotRules>,
  counsellor: Partial<Counsellor>,
  now = '2020-01-01T00:00:00Z',
) {
  const all = { ...rules, maxNoticeDays: 10_000, ...rule }
  const midday = at(`${date}T12:00:00Z`)
  return freeSlots(all, [anna(counsellor)], { from: midday - 2 * day, until: midday + 2 * day, now: at(now) })
    .map(({ start }) => ({ start, wall: wallOf(start, start, all.zone).start }))
    .filter(({ wall }) => wall.startsWith(date))
    .map(({ start, wall }) => `${wall.slice(11)} ${new Date(start).toISOString().slice(11, 16)}Z`)
}

describe('the day on which 02:30 does not exist (29 March 2026, Stockholm)', () => {
  test('no talk starts in the missing hour', () => {
    expect(startsOn('2026-03-29', {}, { weekly: works('01:00', '05:00') })).toEqual([
      '01:00 00:00Z',
      '01:30 00:30Z',
      '03:00 01:00Z',
      '03:30 01:30Z',
      '04:00 02:00Z',
    ])
  })
  test('hours from 02:30 begin at 03:30 by the new clock', () => {
    expect(startsOn('2026-03-29', {}, { weekly: works('02:30', '05:00') })).toEqual(['03:30 01:30Z', '04:00 02:00Z'])
  })
  test('hours across the night lose the hour when they end after it', () => {
    const night = { gridMinutes: 60 }
    expect(startsOn('2026-03-29', night, { weekly: works('22:00', '06:00') }).filter((start) => start < '12')).toEqual([
      '00:00 23:00Z',
      '01:00 00:00Z',
      '03:00 01:00Z',
      '04:00 02:00Z',
      '05:00 03:00Z',
    ])
  })
})

describe('the day on which 02:30 happens twice (25 October 2026, Stockholm)', () => {
  test('both are starts', () => {
    expect(startsOn('2026-10-25', {}, { weekly: works('02:00', '04:00') })).toEqual([
      '02:00 00:00Z',
      '02:30 00:30Z',
      '02:00 01:00Z',
      '02:30 01:30Z',
      '03:00 02:00Z',
    ])
  })
  test('hours from 02:30 begin with the first, hours until 02:30 end with the first', () => {
    expect(startsOn('2026-10-25', {}, { weekly: works('02:30', '03:30') })).toEqual([
      '02:30 00:30Z',
      '02:00 01:00Z',
      '02:30 01:30Z',
    ])
    expect(startsOn('2026-10-25', {}, { weekly: works('01:00', '02:30') })).toEqual(['01:00 23:00Z', '01:30 23:30Z'])
  })
})

describe('hours', () => {
  test('across midnight belong to the day on which they begin', () => {
    const friday = works('22:00', '01:00').filter(({ weekday }) => weekday === 5)
    expect(startsOn('2026-06-05', {}, { weekly: friday })).toEqual([
      '22:00 20:00Z',
      '22:30 20:30Z',
      '23:00 21:00Z',
      '23:30 21:30Z',
    ])
    expect(startsOn('2026-06-06', {}, { weekly: friday })).toEqual(['00:00 22:00Z'])
  })
  test('of a whole day join with those of the next', () => {
    expect(
      startsOn('2026-06-05', { minutes: 120, gridMinutes: 720 }, { weekly: works('00:00', '24:00') }),
    ).toHaveLength(2)
    expect(startsOn('2026-06-05', { minutes: 120, gridMinutes: 60 }, { weekly: works('00:00', '24:00') })).toHaveLength(
      24,
    )
  })
  test('begin on their first date and last begin on their last', () => {
    const weekly = works('09:00', '10:00', { firstDate: '2026-06-02', lastDate: '2026-06-03' })
    expect(['01', '02', '03', '04'].map((date) => startsOn(`2026-06-${date}`, {}, { weekly }).length)).toEqual([
      0, 1, 1, 0,
    ])
  })
  test("are in the counsellor's zone, the grid in the service's", () => {
    const weekly = works('09:00', '11:00', { zone: 'America/New_York' })
    expect(startsOn('2026-06-05', { gridMinutes: 60 }, { weekly })).toEqual(['15:00 13:00Z', '16:00 14:00Z'])
    const inIndia = works('09:00', '11:00', { zone: 'Asia/Kolkata' })
    expect(startsOn('2026-06-05', { gridMinutes: 60, zone: 'Europe/Stockholm' }, { weekly: inIndia })).toEqual([
      '06:00 04:00Z',
    ])
  })
  test('move with each zone on its own changeover day', () => {
    // Between 8 and 29 March New York is an hour nearer to Stockholm.
    const weekly = works('09:00', '10:00', { zone: 'America/New_York' })
    expect(startsOn('2026-03-07', {}, { weekly })).toEqual(['15:00 14:00Z'])
    expect(startsOn('2026-03-09', {}, { weekly })).toEqual(['14:00 13:00Z'])
    expect(startsOn('2026-03-30', {}, { weekly })).toEqual(['15:00 13:00Z'])
  })
  test('are joined by extra time and cut by absence, which wins over both', () => {
    const weekly = works('09:00', '11:00')
    const extra = [between('2026-06-05T09:00:00Z', '2026-06-05T11:00:00Z')]
    expect(startsOn('2026-06-05', { gridMinutes: 60 }, { weekly, extra })).toEqual([
      '09:00 07:00Z',
      '10:00 08:00Z',
      '11:00 09:00Z',
      '12:00 10:00Z',
    ])
    const absences = [between('2026-06-05T08:30:00Z', '2026-06-05T10:00:00Z')]
    expect(startsOn('2026-06-05', { gridMinutes: 60 }, { weekly, extra, absences })).toEqual([
      '09:00 07:00Z',
      '12:00 10:00Z',
    ])
  })
})

describe('a talk', () => {
  const weekly = works('09:00', '13:00')
  test('keeps clear of others with the buffers of both', () => {
    // 10:00-11:00 with 15 minutes after it.
    const busy = [between('2026-06-05T08:00:00Z', '2026-06-05T09:15:00Z')]
    const grid = { gridMinutes: 15 }
    expect(startsOn('2026-06-05', grid, { weekly, busy })).toEqual([
      '09:00 07:00Z',
      '11:15 09:15Z',
      '11:30 09:30Z',
      '11:45 09:45Z',
      '12:00 10:00Z',
    ])
    expect(startsOn('2026-06-05', { ...grid, bufferAfterMinutes: 15 }, { weekly, busy })[0]).toBe('11:15 09:15Z')
    expect(startsOn('2026-06-05', { ...grid, bufferBeforeMinutes: 20 }, { weekly, busy })).toEqual([
      '09:00 07:00Z',
      '11:45 09:45Z',
      '12:00 10:00Z',
    ])
  })
  test('keeps the time free that it takes, with the buffer before it and the one after it', () => {
    const buffered = { ...rules, minutes: 45, bufferBeforeMinutes: 5, bufferAfterMinutes: 10 }
    expect(busyRange(buffered, at('2026-06-05T08:00:00Z'))).toEqual(
      between('2026-06-05T07:55:00Z', '2026-06-05T08:55:00Z'),
    )
  })
  test('lies within the hours; its buffers need not', () => {
    expect(
      startsOn('2026-06-05', { bufferAfterMinutes: 60, bufferBeforeMinutes: 60, gridMinutes: 60 }, { weekly }),
    ).toHaveLength(4)
  })
  test.each([
    ['2026-06-05T07:00:00Z', 0, 1, ['09:00', '10:00', '11:00', '12:00']],
    ['2026-06-05T07:00:00Z', 60, 1, ['10:00', '11:00', '12:00']],
    ['2026-06-05T07:00:01Z', 60, 1, ['11:00', '12:00']],
    ['2026-06-04T08:00:00Z', 0, 1, ['09:00', '10:00']],
    ['2026-06-04T06:59:59Z', 0, 1, []],
  ])(
    'seen from %s has a notice of at least %i minutes and at most %i day',
    (now, minNoticeMinutes, maxNoticeDays, expected) => {
      const found = startsOn('2026-06-05', { gridMinutes: 60, minNoticeMinutes, maxNoticeDays }, { weekly }, now)
      expect(found.map((start) => start.slice(0, 5))).toEqual(expected)
    },
  )
  test('that is taken was offered; a time between the grid was not', () => {
    const busy = [between('2026-06-05T08:00:00Z', '2026-06-05T09:00:00Z')]
    const all = [anna({ weekly, busy })]
    const now = at('2026-06-01T00:00:00Z')
    expect(
      [at('2026-06-05T08:00:00Z'), at('2026-06-05T08:10:00Z'), at('2026-06-05T09:00:00Z')].map((start) => [
        freeCounsellors(rules, all, start, now).length,
        isOffered(rules, all, start, now),
      ]),
    ).toEqual([
      [0, true],
      [0, false],
      [1, true],
    ])
  })
})

const zones = ['Europe/Stockholm', 'America/New_York', 'Europe/London', 'Asia/Kolkata', 'UTC']
/** Three weeks around a changeover of one of the zones. */
const anyStart = fc
  .constantFrom('2026-03-01', '2026-03-22', '2026-10-18', '2026-10-25', '2026-06-01')
  .map((date) => at(`${date}T00:00:00Z`))
const anyRange = (base: number, longestHours: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 21 * 24 * 4 }), fc.integer({ min: 1, max: longestHours * 4 }))
    .map(([from, length]) => ({ from: base + (from * hour) / 4, until: base + ((from + length) * hour) / 4 }))
const anyWeekly = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  fromMinute: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
  untilMinute: fc.integer({ min: 1, max: 96 }).map((quarter) => quarter * 15),
  zone: fc.constantFrom(...zones),
  firstDate: fc.constantFrom('2026-01-01', '2026-03-25', '2026-10-20'),
  lastDate: fc.constantFrom(null, '2026-03-31', '2026-11-01'),
})
const anyCase = anyStart.chain((base) =>
  fc.record({
    rules: fc.record({
      minutes: fc.constantFrom(20, 45, 60, 90),
      bufferBeforeMinutes: fc.constantFrom(0, 5, 15),
      bufferAfterMinutes: fc.constantFrom(0, 10, 15),
      minNoticeMinutes: fc.constantFrom(0, 90, 1440),
      maxNoticeDays: fc.constantFrom(3, 14, 60),
      gridMinutes: fc.constantFrom(10, 15, 20, 30, 60),
      zone: fc.constantFrom(...zones),
    }),
    counsellors: fc.array(
      fc.record({
        id: fc.uuid(),
        weekly: fc.array(anyWeekly, { maxLength: 5 }),
        extra: fc.array(anyRange(base, 6), { maxLength: 3 }),
        absences: fc.array(anyRange(base, 72), { maxLength: 3 }),
        busy: fc.array(anyRange(base, 2), { maxLength: 6 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    span: fc
      .tuple(
        fc.integer({ min: 0, max: 10 * 24 }),
        fc.integer({ min: 1, max: 10 * 24 }),
        fc.integer({ min: -24, max: 24 }),
      )
      .map(([from, length, now]) => ({
        from: base + from * hour,
        until: base + (from + length) * hour,
        now: base + now * hour,
      })),
  }),
)

describe('whatever the hours, absences and talks are', () => {
  test('the sweep finds what a straightforward luxon implementation finds', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, counsellors, span }) => {
        expect(freeSlots(rules, counsellors, span)).toEqual(luxonSlots(rules, counsellors, span))
      }),
      { numRuns: 150 },
    )
  })
  test('every slot is on the grid, within its span and notice, and somebody can take it', () => {
    fc.assert(
      fc.property(anyCase, ({ rules, counsellors, span }) => {
        for (const { start, free } of freeSlots(rules, counsellors, span)) {
          const wall = wallOf(start, start, rules.zone).start
          expect(minutes(wall.slice(11)) % rules.gridMinutes).toBe(0)
          expect(start).toBeGreaterThanOrEqual(Math.max(span.from, span.now + rules.minNoticeMinutes * 60_000))
          expect(start).toBeLessThan(span.until)
          const takers = freeCounsellors(rules, counsellors, start, span.now)
          expect(takers).toHaveLength(free)
          const taken = busyRange(rules, start)
          for (const { busy } of takers)
            expect(busy.some((range) => range.from < taken.until && range.until > taken.from)).toBe(false)
        }
      }),
      { numRuns: 150 },
    )
  })
  test('a slot that is taken is gone, and no slot comes of it', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(), ({ rules, counsellors, span }, pick) => {
        const before = freeSlots(rules, counsellors, span)
        const chosen = before[pick % Math.max(before.length, 1)]
        if (!chosen) return
        const [taker] = freeCounsellors(rules, counsellors, chosen.start, span.now)
        const after = freeSlots(
          rules,
          counsellors.map((one) =>
            one === taker ? { ...one, busy: [...one.busy, busyRange(rules, chosen.start)] } : one,
          ),
          span,
        )
        const freeThen = new Map(before.map(({ start, free }) => [start, free]))
        expect(after.find(({ start }) => start === chosen.start)?.free ?? 0).toBe(chosen.free - 1)
        for (const { start, free } of after) expect(free).toBeLessThanOrEqual(freeThen.get(start) ?? 0)
      }),
      { numRuns: 100 },
    )
  })
})
