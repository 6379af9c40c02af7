import { describe, expect, test } from 'vitest'
import { letterFacts, talkStart } from '../../test/setup/letter-facts.ts'
import { addressOf, stillTrue } from './facts.ts'
import type { LetterFacts } from './facts.ts'
import type { LetterKind } from './letter.ts'

const hour = 3_600_000
const minute = 60_000
/** The last millisecond before the talk begins or ends, and those two moments. */
const before = { start: talkStart - 1, end: talkStart + 45 * minute - 1 }
const at = { start: talkStart, end: talkStart + 45 * minute }

const holds = (facts: Parameters<typeof letterFacts>[0], nowMs: number) => stillTrue(letterFacts(facts), nowMs)

describe('a letter about a talk that is ahead', () => {
  const appointment: LetterKind[] = [
    'booked',
    'moved',
    'checklist',
    'checklist_reminder',
    'reminder_day',
    'reminder_hour',
  ]

  test.each(appointment)(
    '(%s) holds long before the talk, as it stands, and no more once the talk is changed',
    (kind) => {
      const weekBefore = talkStart - 168 * hour
      expect(holds({ kind }, weekBefore)).toBe(true)
      for (const talk of [{ icsSequence: 1 }, { addressVersion: 1 }]) {
        expect(holds({ kind, eventKey: letterFacts({ kind }).eventKey, talk }, weekBefore)).toBe(false)
      }
      for (const state of ['cancelled', 'held', 'broken_off'] as const) {
        expect(holds({ kind, talk: { state } }, weekBefore)).toBe(false)
      }
    },
  )

  test.each<[LetterKind, number]>([
    ['booked', talkStart],
    ['moved', talkStart],
    ['checklist', talkStart],
    ['reminder_hour', talkStart],
    // The one that comes an hour before says it then.
    ['reminder_day', talkStart - 2 * hour],
    // The reminder of the day says it then.
    ['checklist_reminder', talkStart - 24 * hour],
  ])('(%s) holds until its time, and not from then on', (kind, until) => {
    expect([until - 1, until].map((nowMs) => holds({ kind }, nowMs))).toEqual([true, false])
  })

  test.each<[LetterKind, boolean]>([
    ['checklist', false],
    ['checklist_reminder', false],
    ['booked', true],
    ['reminder_day', true],
  ])('(%s) holds when the checklist is answered: %s', (kind, still) => {
    expect(holds({ kind, checklistWaits: false }, talkStart - 48 * hour)).toBe(still)
  })
})

test('a counsellor’s letter holds whatever becomes of the seeker’s address, until the talk or its host is another', () => {
  for (const kind of ['booked', 'moved'] as const) {
    const facts = {
      kind,
      recipient: 'counsellor',
      eventKey: letterFacts({ kind, recipient: 'counsellor' }).eventKey,
    } as const
    expect(holds({ ...facts, talk: { addressVersion: 7, email: null } }, talkStart - hour)).toBe(true)
    expect(holds({ ...facts, talk: { icsSequence: 1 } }, talkStart - hour)).toBe(false)
    expect(holds({ ...facts, talk: { hostId: '0199c000-0000-7000-8000-00000000000b' } }, talkStart - hour)).toBe(false)
  }
})

describe('a letter about a talk that is over or given back', () => {
  test('tells of a cancellation until the talk would have ended', () => {
    const cancelled = { kind: 'cancelled', talk: { state: 'cancelled', icsSequence: 2 } } as const
    expect([before.start, at.start, before.end, at.end].map((nowMs) => holds(cancelled, nowMs))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect(holds({ kind: 'cancelled' }, before.start)).toBe(false)
  })

  test('tells of a Konklusion whenever it goes out, unless the talk was cancelled', () => {
    expect(holds({ kind: 'summary_ready', talk: { state: 'held' } }, at.end + 1000 * hour)).toBe(true)
    expect(holds({ kind: 'summary_ready', talk: { state: 'cancelled' } }, at.end)).toBe(false)
  })

  test.each<[LetterFacts['recipient'], LetterFacts['openFollowUp'], boolean]>([
    ['seeker', 'check_in', true],
    ['seeker', 'call', false],
    ['seeker', null, false],
    ['counsellor', 'call', true],
    ['counsellor', 'check_in', false],
    ['counsellor', null, false],
  ])('reminds the %s of a contact that was agreed (%s): %s', (recipient, openFollowUp, still) => {
    expect(holds({ kind: 'follow_up_due', recipient, openFollowUp }, at.end)).toBe(still)
  })
})

test('a letter goes to whom it is for, and to nobody who has no address or has left', () => {
  expect(addressOf(letterFacts())).toBe('seeker@example.org')
  expect(addressOf(letterFacts({ counsellor: { active: false } }))).toBe('seeker@example.org')
  expect(addressOf(letterFacts({ talk: { email: null } }))).toBeNull()
  expect(addressOf(letterFacts({ recipient: 'counsellor', talk: { email: null } }))).toBe('counsellor@example.org')
  expect(addressOf(letterFacts({ recipient: 'counsellor', counsellor: { active: false } }))).toBeNull()
})
