import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bookingStates,
  cannotEnd,
  doorOpensAt,
  mayChangeUntil,
  meetingStates,
  outcomes,
  seatsAfter,
  statesOf,
  takesSeat,
  talkState,
  talkStates,
} from './meeting.ts'
import type { BookingState } from './meeting.ts'

const minuteMs = 60_000

describe('how a talk stands', () => {
  test.each(outcomes)('%s is read out of what it says of the meeting and of the booking', (outcome) => {
    const { meeting, booking } = statesOf(outcome)
    expect(talkState(meeting, booking)).toBe(outcome)
  })
  test('is cancelled when either the meeting or the booking is, whatever the other says', () => {
    for (const state of bookingStates) expect(talkState('cancelled', state)).toBe('cancelled')
    for (const state of meetingStates) expect(talkState(state, 'cancelled')).toBe('cancelled')
  })
  test.each([
    ['planned', 'booked', 'booked'],
    ['planned', 'no_show', 'booked'],
    ['held', 'booked', 'held'],
    ['held', 'no_show', 'no_show_seeker'],
    ['unattended', 'booked', 'no_show_seeker'],
    ['unhosted', 'booked', 'no_show_counsellor'],
    ['broken_off', 'booked', 'broken_off'],
  ] as const)('a meeting %s with a booking %s is %s', (meeting, booking, talk) => {
    expect(talkState(meeting, booking)).toBe(talk)
  })
  test('has a word for every pair', () => {
    for (const meeting of meetingStates)
      for (const booking of bookingStates) expect(talkStates).toContain(talkState(meeting, booking))
  })
})

describe('seats', () => {
  /** The obvious model: a list of bookings, whose seats are counted. */
  const seatsOf = (bookings: readonly BookingState[]) =>
    bookings.filter((state) => !['cancelled', 'waiting'].includes(state)).length

  test('are never more than the capacity nor fewer than none, whatever comes and goes in whatever order', () => {
    const state = fc.constantFrom(...bookingStates)
    const step = fc.record({ who: fc.nat(9), to: state })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
        const bookings = new Map<number, BookingState>()
        let taken = 0
        for (const { who, to } of steps) {
          const from = bookings.get(who) ?? null
          const next = seatsAfter({ taken, capacity }, from, to)
          const wanted = new Map(bookings).set(who, to)
          const seats = seatsOf([...wanted.values()])
          expect(next).toBe(seats > capacity ? null : seats)
          if (next === null) continue
          taken = next
          bookings.set(who, to)
          expect(taken).toBeGreaterThanOrEqual(0)
          expect(taken).toBeLessThanOrEqual(capacity)
        }
      }),
    )
  })
  test('belong to whoever has a place or is offered one, also to who did not come; not to who waits or gave it back', () => {
    expect(bookingStates.filter(takesSeat)).toEqual(['booked', 'offered', 'no_show'])
  })
  test('of a talk: one, which a second seeker never gets', () => {
    const talk = { taken: 0, capacity: 1 }
    expect(seatsAfter(talk, null, 'booked')).toBe(1)
    expect(seatsAfter({ ...talk, taken: 1 }, null, 'booked')).toBeNull()
    expect(seatsAfter({ ...talk, taken: 1 }, 'booked', 'cancelled')).toBe(0)
    expect(seatsAfter({ ...talk, taken: 1 }, 'booked', 'no_show')).toBe(1)
  })
})

describe('the clock of a meeting', () => {
  const startMs = Date.UTC(2026, 9, 5, 8)
  test('opens its door so many minutes before', () => {
    expect(doorOpensAt(startMs, 15)).toBe(startMs - 15 * minuteMs)
    expect(doorOpensAt(startMs, 0)).toBe(startMs)
  })
  test('lets a seeker change until so many minutes before', () => {
    expect(mayChangeUntil(startMs, 120)).toBe(startMs - 120 * minuteMs)
  })
})

describe('ending', () => {
  const startMs = Date.UTC(2026, 9, 5, 8)
  const talk = { state: 'booked' as const, startsAt: new Date(startMs), doorOpensMinutes: 15 }
  test.each(['held', 'broken_off'] as const)('%s is possible from the moment the door opens', (outcome) => {
    expect(cannotEnd(outcome, talk, startMs - 15 * minuteMs - 1)).toBe('too_early')
    expect(cannotEnd(outcome, talk, startMs - 15 * minuteMs)).toBeNull()
  })
  test.each(['no_show_seeker', 'no_show_counsellor'] as const)('%s is possible from the start on', (outcome) => {
    expect(cannotEnd(outcome, talk, startMs - 1)).toBe('too_early')
    expect(cannotEnd(outcome, talk, startMs)).toBeNull()
  })
  test('a wrong one can be corrected, a cancelled talk has none', () => {
    for (const state of outcomes) expect(cannotEnd('held', { ...talk, state }, startMs)).toBeNull()
    expect(cannotEnd('held', { ...talk, state: 'cancelled' }, startMs)).toBe('cancelled')
  })
})
