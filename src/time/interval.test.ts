import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { subtract, union } from './interval.ts'
import type { Interval } from './interval.ts'

/** Any interval within a short time, also an empty one and one that ends before it begins. */
const anyInterval = fc.record({ from: fc.integer({ min: 0, max: 24 }), until: fc.integer({ min: 0, max: 24 }) })
const anyIntervals = fc.array(anyInterval, { maxLength: 8 })

/** Every moment that lies in one of the intervals. */
const moments = (intervals: readonly Interval[]) =>
  new Set(
    intervals.flatMap(({ from, until }) =>
      Array.from({ length: Math.max(0, until - from) }, (_, index) => from + index),
    ),
  )

/** The fewest intervals that hold these moments and no other, in order. */
function intervalsOf(wanted: ReadonlySet<number>): Interval[] {
  const sorted = [...wanted].sort((a, b) => a - b)
  const begins = sorted.filter((moment) => !wanted.has(moment - 1))
  const ends = sorted.filter((moment) => !wanted.has(moment + 1))
  return begins.map((from, index) => ({ from, until: (ends[index] ?? 0) + 1 }))
}

describe('times put together', () => {
  test('cover what one of them covers, in as few intervals as can be, in order', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        expect(union(intervals)).toEqual(intervalsOf(moments(intervals)))
      }),
    )
  })

  test.each<[string, Interval[], Interval[]]>([
    [
      'join where one ends when the other begins',
      [
        { from: 0, until: 5 },
        { from: 5, until: 8 },
      ],
      [{ from: 0, until: 8 }],
    ],
    [
      'stay apart by a moment in between',
      [
        { from: 6, until: 8 },
        { from: 0, until: 5 },
      ],
      [
        { from: 0, until: 5 },
        { from: 6, until: 8 },
      ],
    ],
    ['are nothing where nothing lasts', [{ from: 3, until: 3 }], []],
    ['are nothing where one ends before it begins', [{ from: 4, until: 3 }], []],
  ])('%s', (_, intervals, joined) => expect(union(intervals)).toEqual(joined))

  test('leave the intervals as they were', () => {
    const given = [
      { from: 0, until: 5 },
      { from: 3, until: 8 },
    ]
    union(given)
    expect(given).toEqual([
      { from: 0, until: 5 },
      { from: 3, until: 8 },
    ])
  })
})

test('times with holes cut out are the moments that lie in none of them', () => {
  fc.assert(
    fc.property(anyIntervals.map(union), anyIntervals.map(union), (intervals, holes) => {
      const taken = moments(holes)
      const left = new Set([...moments(intervals)].filter((moment) => !taken.has(moment)))
      expect(subtract(intervals, holes)).toEqual(intervalsOf(left))
    }),
    { numRuns: 300 },
  )
})
