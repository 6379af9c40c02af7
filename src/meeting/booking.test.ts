import { describe, expect, test } from 'vitest'
import { doorOpensAt, forms, formsOffered, formsOfTalk, inFairOrder, mayChangeUntil, nearest } from './booking.ts'

describe('the forms of a talk', () => {
  test('are all offered with a video server, and those that need no picture or sound without one', () => {
    expect(formsOffered(forms, true)).toEqual(['video', 'audio', 'phone', 'text'])
    expect(formsOffered(forms, false)).toEqual(['phone', 'text'])
    expect(formsOffered(['video'], false)).toEqual([])
  })

  test('are those of its service, and phone and text in any case, each once', () => {
    expect(formsOfTalk(['video'], true)).toEqual(['video', 'phone', 'text'])
    expect(formsOfTalk(['text', 'audio'], true)).toEqual(['text', 'audio', 'phone'])
    expect(formsOfTalk(['video', 'audio'], false)).toEqual(['phone', 'text'])
  })
})

test('the door opens, and the time for changes ends, so many minutes before the talk', () => {
  const start = Date.parse('2026-10-07T12:00:00Z')
  expect(new Date(doorOpensAt(start, 15)).toISOString()).toBe('2026-10-07T11:45:00.000Z')
  expect(new Date(mayChangeUntil(start, 90)).toISOString()).toBe('2026-10-07T10:30:00.000Z')
})

test('the one with the fewest talks on the day is asked first, and of equals always the same one', () => {
  const talk = (from: number, until: number) => ({ from, until })
  const day = talk(100, 200)
  const all = [
    { id: 'c', busy: [talk(150, 160), talk(170, 180)] },
    { id: 'b', busy: [talk(110, 120)] },
    { id: 'a', busy: [talk(110, 120)] },
    // Ends as the day begins, begins as it ends: no talk of that day.
    { id: 'd', busy: [talk(90, 100), talk(200, 210)] },
    { id: 'e', busy: [talk(90, 101), talk(199, 210)] },
  ]
  for (const candidates of [all, all.toReversed()]) {
    expect(inFairOrder(candidates, day).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c', 'e'])
  }
})

test('the nearest times to a wish are chosen on both sides, and shown in order of time', () => {
  const slots = [1, 4, 9, 12, 20].map((start) => ({ start }))
  expect(nearest(slots, 10, 3)).toEqual([{ start: 4 }, { start: 9 }, { start: 12 }])
  expect(nearest(slots, 100, 2)).toEqual([{ start: 12 }, { start: 20 }])
  expect(nearest(slots, 10, 9)).toEqual(slots)
  expect(slots.map(({ start }) => start)).toEqual([1, 4, 9, 12, 20])
})
