import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appointmentKey, plannedLetters, remindersAhead, retryDelayMs, toldFormerAddress } from './letter.ts'
import type { EarlierLetter, LetterKind, Recipient, TalkChange } from './letter.ts'

const hour = 3_600_000
const start = Date.UTC(2026, 9, 7, 12)
const talk = {
  id: 't',
  hostId: 'h',
  organisationId: 'o',
  icsSequence: 0,
  addressVersion: 0,
  startsAt: new Date(start),
  hasAddress: true,
  checklistVersionId: 'c',
  createdAt: new Date(start - 168 * hour),
}
const nobodyTold: EarlierLetter[] = []
/** A letter of the talk at its first address, which tells of the start that the talk had then. */
const queued = (letter: Pick<EarlierLetter, 'kind' | 'recipient' | 'sequence' | 'out'>): EarlierLetter => ({
  ...letter,
  eventKey: appointmentKey(letter.kind, letter.recipient, { ...talk, icsSequence: letter.sequence }),
  tellsOf: new Date(start + letter.sequence * hour),
  createdAt: talk.createdAt,
})
const sent = (recipient: Recipient, ...kinds: LetterKind[]) =>
  kinds.map((kind) => queued({ kind, recipient, sequence: 0, out: 'yes' }))
const bothTold = [...sent('seeker', 'booked', 'checklist'), ...sent('counsellor', 'booked')]
const inShort = (letters: ReturnType<typeof plannedLetters>) =>
  letters.map(({ kind, recipient, dueAtMs }) => `${kind} ${recipient} ${(start - dueAtMs) / hour}`)

describe('the letters of a change', () => {
  test('a talk booked a week ahead tells both, and reminds of the checklist and of itself', () => {
    expect(inShort(plannedLetters(talk, 'booked', start - 168 * hour, nobodyTold))).toEqual([
      'booked seeker 168',
      'booked counsellor 168',
      'checklist seeker 168',
      'reminder_day seeker 24',
      'reminder_hour seeker 1',
      'checklist_reminder seeker 48',
    ])
  })

  test('a talk booked two hours ahead has only the last reminder', () => {
    expect(inShort(plannedLetters(talk, 'booked', start - 2 * hour, nobodyTold))).toEqual([
      'booked seeker 2',
      'booked counsellor 2',
      'reminder_hour seeker 1',
    ])
  })

  test('the first letter brings the checklist along when the talk is less than a day away', () => {
    const kinds = (hoursAhead: number) =>
      plannedLetters(talk, 'booked', start - hoursAhead * hour, nobodyTold).map(({ kind }) => kind)
    expect(kinds(24)).toContain('checklist')
    expect(kinds(23.9)).not.toContain('checklist')
  })

  test('changed again and again within an hour, the seeker hears of it later each time, and the counsellor at once', () => {
    const nowMs = start - 100 * hour
    const news = (times: number, agoMinutes = 1, change: TalkChange = 'readdressed') => {
      const earlier = Array.from({ length: times }, (_, sequence) => ({
        ...queued({ kind: 'booked', recipient: 'seeker', sequence, out: 'no' }),
        createdAt: new Date(nowMs - agoMinutes * 60_000),
      }))
      const letters = plannedLetters({ ...talk, icsSequence: times }, change, nowMs, earlier)
      const waits = (recipient: Recipient) =>
        letters.filter((one) => one.recipient === recipient).map(({ dueAtMs }) => (dueAtMs - nowMs) / 60_000)
      return { seeker: waits('seeker')[0], counsellor: waits('counsellor')[0] }
    }
    expect([1, 2, 3, 4, 5, 6, 20].map((times) => news(times).seeker)).toEqual([0, 0, 2, 5, 15, 30, 30])
    expect(news(20, 61).seeker).toBe(0)
    expect(news(20, 1, 'moved')).toEqual({ seeker: 30, counsellor: 0 })
    expect(news(20, 1, 'cancelled')).toEqual({ seeker: 0, counsellor: 0 })
  })

  test('a seeker without an address gets no letter, the counsellor does', () => {
    expect(inShort(plannedLetters({ ...talk, hasAddress: false }, 'booked', start - 48 * hour, nobodyTold))).toEqual([
      'booked counsellor 48',
    ])
  })

  test('a talk without a checklist sends none, and calls none to mind', () => {
    const kinds = plannedLetters({ ...talk, checklistVersionId: null }, 'booked', start - 168 * hour, nobodyTold)
    expect(inShort(kinds)).toEqual([
      'booked seeker 168',
      'booked counsellor 168',
      'reminder_day seeker 24',
      'reminder_hour seeker 1',
    ])
  })

  test('another address of the seeker is no news to the counsellor, with or without one', () => {
    const planned = plannedLetters(talk, 'readdressed', start - 30 * hour, bothTold)
    expect(inShort(planned)).toEqual(['booked seeker 30', 'reminder_day seeker 24', 'reminder_hour seeker 1'])
    expect(plannedLetters({ ...talk, hasAddress: false }, 'readdressed', start - 30 * hour, bothTold)).toEqual([])
  })

  test.each<[string, EarlierLetter[], boolean]>([
    ['of another kind', sent('seeker', 'booked'), true],
    ['to the counsellor', sent('counsellor', 'checklist'), true],
    [
      'that nobody knows to have gone out',
      [queued({ kind: 'checklist', recipient: 'seeker', sequence: 0, out: 'perhaps' })],
      true,
    ],
    ['that was withdrawn', [queued({ kind: 'checklist', recipient: 'seeker', sequence: 0, out: 'no' })], true],
    ['that went out', sent('seeker', 'checklist'), false],
  ])('the checklist comes along after a letter %s: %s', (_, earlier, comes) => {
    const kinds = plannedLetters(talk, 'changed', start - 30 * hour, earlier).map(({ kind }) => kind)
    expect(kinds.includes('checklist')).toBe(comes)
  })

  test('a moved talk does not send the checklist a second time', () => {
    const kinds = plannedLetters(talk, 'moved', start - 30 * hour, bothTold).map(({ kind }) => kind)
    expect(kinds).toEqual(['moved', 'moved', 'reminder_day', 'reminder_hour'])
  })

  test('another form, or a move, less than a day before the checklist would be called to mind does not keep that back', () => {
    for (const change of ['changed', 'readdressed', 'moved'] as const) {
      expect(inShort(plannedLetters(talk, change, start - 60 * hour, bothTold))).toContain(
        'checklist_reminder seeker 48',
      )
    }
    expect(inShort(plannedLetters(talk, 'changed', start - 48 * hour, bothTold))).not.toContain(
      'checklist_reminder seeker 48',
    )
  })

  test('a checklist that has just come, or is only about to, is left in peace for a day', () => {
    const fresh = { ...talk, createdAt: new Date(start - 61 * hour) }
    for (const told of [bothTold, nobodyTold]) {
      expect(inShort(plannedLetters(fresh, 'changed', start - 60 * hour, told))).not.toContain(
        'checklist_reminder seeker 48',
      )
    }
    expect(inShort(plannedLetters(talk, 'readdressed', start - 60 * hour, nobodyTold))).not.toContain(
      'checklist_reminder seeker 48',
    )
  })

  test('a cancelled talk brings one letter to each side and nothing later', () => {
    expect(inShort(plannedLetters(talk, 'cancelled', start - 30 * hour, nobodyTold))).toEqual([
      'cancelled seeker 30',
      'cancelled counsellor 30',
    ])
  })

  test('no letter is due before it is queued, and none of a kind twice to one recipient', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 * 24 * 60 }),
        fc.constantFrom('booked', 'moved', 'cancelled', 'changed'),
        (minutesAhead, change) => {
          const now = start - minutesAhead * 60_000
          const letters = plannedLetters(talk, change, now, nobodyTold)
          expect(letters.every(({ dueAtMs }) => dueAtMs >= now && dueAtMs < start)).toBe(true)
          expect(new Set(letters.map(({ kind, recipient }) => kind + recipient)).size).toBe(letters.length)
        },
      ),
    )
  })
})

describe('one letter an event', () => {
  const moved = { ...talk, icsSequence: 1 }
  const readdressed = { ...talk, addressVersion: 1 }

  test('another time or form makes another event for both, another address for the seeker alone', () => {
    expect(appointmentKey('booked', 'seeker', moved)).not.toBe(appointmentKey('booked', 'seeker', talk))
    expect(appointmentKey('booked', 'counsellor', moved)).not.toBe(appointmentKey('booked', 'counsellor', talk))
    expect(appointmentKey('booked', 'seeker', readdressed)).not.toBe(appointmentKey('booked', 'seeker', talk))
    expect(appointmentKey('booked', 'counsellor', readdressed)).toBe(appointmentKey('booked', 'counsellor', talk))
  })

  test('no two letters of any two states of a talk share a key, unless they are the same letter', () => {
    const number = fc.integer({ min: 0, max: 120 })
    const state = fc.record({ icsSequence: number, addressVersion: number })
    fc.assert(
      fc.property(state, state, (one, other) => {
        const [first, second] = [one, other].map((now) => appointmentKey('moved', 'seeker', { ...talk, ...now }))
        const same = one.icsSequence === other.icsSequence && one.addressVersion === other.addressVersion
        expect(first === second).toBe(same)
      }),
    )
  })

  test('says which kind, to whom and about what', () => {
    expect(appointmentKey('moved', 'seeker', { ...moved, addressVersion: 2 })).toBe('moved/seeker/t/1.2')
    expect(appointmentKey('moved', 'counsellor', moved)).toBe('moved/counsellor/h/1')
  })
})

describe('a letter that takes a time back', () => {
  const was = (sequence: number, out: EarlierLetter['out'], kind: LetterKind = 'moved') =>
    queued({ kind, recipient: 'seeker', sequence, out })
  /** Hours between the start that a letter names and the first start of the talk. */
  const hours = (at: Date | null | undefined) => at && (at.getTime() - start) / hour
  const now = { ...talk, icsSequence: 9, startsAt: new Date(start + 9 * hour) }

  test.each<[string, EarlierLetter[], number]>([
    ['of the booking', [was(0, 'yes', 'booked')], 0],
    ['of a move', [was(0, 'yes', 'booked'), was(1, 'yes')], 1],
    ['of the booking, because the move was never told', [was(0, 'yes', 'booked'), was(1, 'no')], 0],
    ['of a move that is on its way', [was(0, 'yes', 'booked'), was(1, 'perhaps')], 1],
    ['of the new time by a reminder', [was(0, 'yes', 'booked'), was(2, 'yes', 'reminder_day')], 2],
    ['of nothing, and is told of the talk as it is', [was(0, 'no', 'booked')], 9],
  ])('names the one that its reader heard: %s', (_, earlier, told) => {
    const [cancelled] = plannedLetters(now, 'cancelled', start - 30 * hour, earlier)
    expect(hours(cancelled?.tellsOf)).toBe(told)
    const [moved] = plannedLetters(now, 'moved', start - 30 * hour, earlier)
    expect([hours(moved?.tellsOf), hours(moved?.heardOf)]).toEqual([9, told === 9 ? null : told])
  })

  test('does not call a time the old one that is the new one again', () => {
    const back = { ...now, startsAt: new Date(start) }
    expect(plannedLetters(back, 'moved', start - 30 * hour, [was(0, 'yes', 'booked')])[0]?.heardOf).toBeNull()
  })

  test('goes to a former address only when that one heard of the talk', () => {
    const told = (addressVersion: number, ...earlier: EarlierLetter[]) =>
      hours(toldFormerAddress({ ...now, addressVersion }, earlier))
    expect(told(1, was(0, 'yes', 'booked'), was(1, 'no'))).toBe(0)
    expect(told(1, was(0, 'no', 'booked'))).toBeNull()
    // What the address before that one heard was taken back then.
    expect(told(2, was(0, 'yes', 'booked'))).toBeNull()
  })
})

describe('when the form of a talk changes', () => {
  const told = (
    out: EarlierLetter['out'],
    kind: LetterKind,
    sequence: number,
    recipient: Recipient = 'seeker',
  ): EarlierLetter => queued({ kind, recipient, sequence, out })
  /** The kind of the news to the seeker after these letters, and to the counsellor. */
  const news = (...earlier: EarlierLetter[]) =>
    plannedLetters({ ...talk, icsSequence: 9 }, 'changed', start - 30 * hour, earlier)
      .slice(0, 2)
      .map(({ kind }) => kind)

  test.each<[string, EarlierLetter[], LetterKind]>([
    ['who heard of nothing yet', [], 'booked'],
    ['who heard of the booking', [told('yes', 'booked', 0)], 'booked'],
    ['who heard of the booking and of a move', [told('yes', 'booked', 0), told('yes', 'moved', 1)], 'booked'],
    ['who heard of the booking alone, before a move', [told('yes', 'booked', 0), told('no', 'moved', 1)], 'moved'],
    ['who may have heard of the booking alone', [told('perhaps', 'booked', 0), told('no', 'moved', 1)], 'moved'],
    ['who may not have heard of a move', [told('yes', 'booked', 0), told('perhaps', 'moved', 1)], 'moved'],
    ['whose letters never went out', [told('no', 'booked', 0), told('no', 'moved', 1)], 'booked'],
    [
      'who heard of the booking, and not of another form',
      [told('yes', 'booked', 0), told('no', 'booked', 1)],
      'booked',
    ],
    ['who heard of the new time alone', [told('no', 'booked', 0), told('perhaps', 'moved', 1)], 'booked'],
    ['who was called to mind of the old time', [told('yes', 'reminder_day', 0), told('no', 'moved', 1)], 'moved'],
    [
      'who was called to mind of the new time',
      [told('yes', 'booked', 0), told('no', 'moved', 1), told('yes', 'reminder_hour', 1)],
      'booked',
    ],
    [
      'who heard of a later change than the move',
      [told('yes', 'booked', 0), told('no', 'moved', 1), told('yes', 'booked', 2)],
      'booked',
    ],
    [
      'who may have heard before a move and after it',
      [told('perhaps', 'booked', 0), told('no', 'moved', 1), told('perhaps', 'booked', 2)],
      'moved',
    ],
    [
      'who heard of the first of two moves alone',
      [told('no', 'booked', 0), told('perhaps', 'moved', 1), told('no', 'moved', 2)],
      'moved',
    ],
    [
      'to whom only the Konklusion of the talk was told',
      [told('yes', 'summary_ready', 0), told('no', 'moved', 1)],
      'booked',
    ],
    [
      'who heard of the booking, while the counsellor heard of the move',
      [told('yes', 'booked', 0), told('yes', 'moved', 1, 'counsellor')],
      'moved',
    ],
    [
      'while only the counsellor heard of the booking',
      [told('yes', 'booked', 0, 'counsellor'), told('no', 'moved', 1, 'counsellor')],
      'booked',
    ],
  ])('a seeker %s is told of it as what it is to them', (_, earlier, kind) => {
    expect(news(...earlier)[0]).toBe(kind)
  })

  test('each side is told by what it heard itself', () => {
    const earlier = [
      told('yes', 'booked', 0),
      told('yes', 'booked', 0, 'counsellor'),
      told('no', 'moved', 1),
      told('yes', 'moved', 1, 'counsellor'),
    ]
    expect(news(...earlier)).toEqual(['moved', 'booked'])
  })
})

test.each([
  [25 * 60, ['reminder_day', 'reminder_hour']],
  [24 * 60, ['reminder_hour']],
  [61, ['reminder_hour']],
  [60, []],
  [33, []],
])('%i minutes before a talk, the reminders to come are %j', (minutes, kinds) => {
  expect(remindersAhead(start, start - minutes * 60_000).map(({ kind }) => kind)).toEqual(kinds)
})

test('the waits between attempts grow, and end', () => {
  expect([1, 2, 3, 4, 5, 6].map((attempts) => retryDelayMs(attempts, 0))).toEqual([
    60_000,
    300_000,
    1_800_000,
    7_200_000,
    28_800_000,
    null,
  ])
  expect([1, 5].map((attempts) => retryDelayMs(attempts, 0.5))).toEqual([66_000, 31_680_000])
  expect(retryDelayMs(1, 0.999)).toBeLessThan(72_001)
})
