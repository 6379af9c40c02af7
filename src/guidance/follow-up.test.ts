import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDate, wallOf } from '../time/local-time.ts'
import { dayOf, followUpKinds, letterOn, listOf, mayReply, morningOf } from './follow-up.ts'

const today = '2026-11-24'
const then = new Date('2026-11-20T12:00:00Z')

describe('a follow-up stands', () => {
  it.each([
    ['none', null, null, null, null],
    ['welcome_back', null, null, null, null],
    ['call', '2026-11-23', null, null, 'late'],
    ['call', '2026-11-24', null, null, 'due'],
    ['check_in', '2026-12-01', null, null, 'due'],
    ['check_in', '2026-11-01', then, null, 'done'],
    ['check_in', null, null, null, 'due'],
    ['talk', '2026-12-01', null, 'booked', 'due'],
    ['talk', '2026-11-23', null, 'booked', 'late'],
    ['talk', '2026-12-01', null, null, 'late'],
    ['talk', '2026-12-01', then, 'cancelled', 'done'],
    ['call', '2026-12-01', null, 'held', 'due'],
    ['call', '2026-12-01', null, 'cancelled', 'due'],
    ['talk', '2026-12-01', null, 'cancelled', 'late'],
    ['talk', '2026-11-20', null, 'no_show_seeker', 'late'],
    ['talk', '2026-11-20', null, 'held', 'done'],
  ] as const)('%s on %s, done %s, next talk %s: in the list %s', (kind, dueOn, doneAt, nextState, list) => {
    expect(listOf({ kind, dueOn, doneAt }, nextState, today)).toBe(list)
  })

  it('nowhere twice: what is done is done, whatever else is said of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...followUpKinds),
        fc.constantFrom('booked', 'cancelled', 'held', null),
        (kind, state) => {
          expect([null, 'done']).toContain(listOf({ kind, dueOn: '2020-01-01', doneAt: then }, state, today))
        },
      ),
    )
  })
})

it.each([
  // Half past eight in the morning in Auckland; the evening before in Stockholm.
  ['talk', { startsAt: new Date('2026-11-30T19:30:00Z'), serviceZone: 'Pacific/Auckland' }, '2026-12-01'],
  ['talk', { startsAt: new Date('2026-11-30T19:30:00Z'), serviceZone: 'Europe/Stockholm' }, '2026-11-30'],
  ['talk', null, '2026-11-27'],
  ['call', { startsAt: new Date('2026-11-30T19:30:00Z'), serviceZone: 'Europe/Stockholm' }, '2026-11-27'],
] as const)('the day of a %s that was agreed on for the 27th, with the new talk %j: %s', (kind, next, day) => {
  expect(dayOf({ kind, dueOn: '2026-11-27' }, next)).toBe(day)
})

describe('the letter of the day', () => {
  it('goes to the seeker for a check-in, to the counsellor for a call, and to nobody else', () => {
    expect(followUpKinds.map(letterOn)).toEqual([null, null, null, 'seeker', 'counsellor'])
  })

  it.each(['Europe/Stockholm', 'Europe/Copenhagen', 'Atlantic/Azores', 'Pacific/Auckland', 'America/St_Johns'])(
    'goes out at nine in the morning in %s, on every day of a year',
    (zone) => {
      for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2027, 0, 1); day += 86_400_000) {
        const date = new Date(day).toISOString().slice(0, 10)
        const at = morningOf(date, zone)
        expect(wallOf(at, at, zone).start).toBe(`${date}T09:00`)
        expect(localDate(at, zone)).toBe(date)
      }
    },
  )
})

it.each([
  ['check_in', '2026-11-24', null, true],
  ['check_in', '2026-11-25', null, false],
  ['check_in', '2026-11-01', null, true],
  ['check_in', '2026-11-24', then, false],
  ['check_in', null, null, false],
  ['call', '2026-11-24', null, false],
] as const)('a seeker may answer a %s due on %s, done %s: %s', (kind, dueOn, doneAt, may) => {
  expect(mayReply({ kind, dueOn, doneAt }, today)).toBe(may)
})
