import { describe, expect, it } from 'vitest'
import { outcomeOf, roomTells, secondsPresent } from './attendance.ts'
import type { Presence, Stay } from './attendance.ts'
import { overByClock } from './over-by-clock.ts'
import { runningPause } from './pause.ts'

const at = (time: string) => new Date(`2026-10-05T${time}Z`)
const stay = (from: string | null, until: string | null): Stay => ({
  joinedAt: from ? at(from) : null,
  leftAt: until ? at(until) : null,
})
const nowMs = at('14:00:00').getTime()

describe('time in the room', () => {
  it.each<[string, Stay[], number]>([
    ['counts from joining to leaving', [stay('12:00:00', '12:40:00')], 2400],
    ['counts two visits together', [stay('12:00:00', '12:10:00'), stay('12:20:00', '12:30:00')], 1200],
    ['counts two tabs at once only once', [stay('12:00:00', '12:30:00'), stay('12:10:00', '12:20:00')], 1800],
    ['runs on while somebody is still in', [stay('13:59:00', null)], 60],
    ['is nothing where only the leaving is known', [stay(null, '12:10:00')], 0],
    [
      'runs on where a visit began later than another that goes on',
      [stay('13:59:00', null), stay('13:59:30', null)],
      60,
    ],
    ['counts visits in any order', [stay('12:20:00', '12:30:00'), stay('12:00:00', '12:10:00')], 1200],
    [
      'counts on where one visit begins as another ends',
      [stay('12:10:00', '12:20:00'), stay('12:00:00', '12:10:00')],
      1200,
    ],
    [
      'counts the longer of two that began together',
      [stay('12:00:00', '12:30:00'), stay('12:00:00', '12:10:00')],
      1800,
    ],
    ['is nothing for a visit that ended before it began', [stay('12:10:00', '12:00:00')], 0],
    ['is nothing where neither end is known', [stay(null, null)], 0],
    ['is nothing for nobody', [], 0],
  ])('%s', (_, stays, seconds) => expect(secondsPresent(stays, nowMs)).toBe(seconds))
})

describe('how a talk ended that nobody ended', () => {
  const seeker = (...stays: Stay[]): Presence => ({ role: 'seeker', state: 'waiting', stays, wrote: false })
  const counsellor = (...stays: Stay[]): Presence => ({ role: 'counsellor', state: 'admitted', stays, wrote: false })
  const mother: Presence = { role: 'companion', state: 'admitted', stays: [stay('12:00:00', '12:30:00')], wrote: true }
  const letIn = (one: Presence): Presence => ({ ...one, state: 'admitted' })
  const writing = (one: Presence): Presence => ({ ...one, wrote: true })
  const early = stay('12:00:00', '12:10:00')
  const late = stay('12:20:00', '12:30:00')

  it.each<[string, Presence[], string]>([
    ['held when both were there at once', [seeker(stay('12:05:00', '12:30:00')), counsellor(early)], 'held'],
    ['broken off when they missed each other', [seeker(early), counsellor(late)], 'broken_off'],
    ['broken off when they missed each other the other way round', [seeker(late), counsellor(early)], 'broken_off'],
    [
      'broken off when one left at the moment in which the other came',
      [seeker(early), counsellor(stay('12:10:00', '12:20:00'))],
      'broken_off',
    ],
    [
      'broken off when one came at the moment in which the other left',
      [seeker(stay('12:10:00', '12:20:00')), counsellor(early)],
      'broken_off',
    ],
    [
      'held when they met in the second of two visits',
      [seeker(early, late), counsellor(stay('12:25:00', '12:26:00'))],
      'held',
    ],
    [
      'held when one of them came with two devices, and wrote on the second',
      [writing(seeker()), seeker(), writing(counsellor()), counsellor()],
      'held',
    ],
    ['held when both are still there', [seeker(stay('13:50:00', null)), counsellor(stay('13:55:00', null))], 'held'],
    ['broken off when the seeker was never let in', [seeker(), counsellor(early)], 'broken_off'],
    ['the counsellor did not show when the seeker stood at the door alone', [seeker()], 'no_show_counsellor'],
    ['broken off when both came, and the video server told of neither', [letIn(seeker()), counsellor()], 'broken_off'],
    [
      'broken off when the counsellor stepped in and never got a picture',
      [letIn(seeker(early)), counsellor()],
      'broken_off',
    ],
    [
      'broken off when the counsellor let the seeker in, and nothing is known of what came of it',
      [letIn(seeker())],
      'broken_off',
    ],
    [
      'held when both wrote to each other where there was no picture',
      [writing(letIn(seeker())), writing(counsellor())],
      'held',
    ],
    ['broken off when only one of them wrote', [writing(letIn(seeker())), counsellor()], 'broken_off'],
    [
      'the seeker did not show when only a companion wrote with the counsellor',
      [writing(counsellor()), mother],
      'no_show_seeker',
    ],
    ['the seeker did not show when the counsellor was alone', [counsellor(early)], 'no_show_seeker'],
    ['a companion is not the seeker', [counsellor(early), mother], 'no_show_seeker'],
    ['nobody came', [], 'no_show_seeker'],
  ])('%s', (_, people, outcome) => expect(outcomeOf(people, 'video', nowMs)).toBe(outcome))

  it('takes a text talk for held when both came to the room, and a phone call for held', () => {
    expect(outcomeOf([seeker(), counsellor()], 'text', nowMs)).toBe('held')
    expect(outcomeOf([seeker()], 'text', nowMs)).toBe('no_show_counsellor')
    expect(outcomeOf([letIn(seeker())], 'text', nowMs)).toBe('broken_off')
    expect(outcomeOf([counsellor()], 'text', nowMs)).toBe('no_show_seeker')
    expect(outcomeOf([seeker(), counsellor()], 'audio', nowMs)).toBe('broken_off')
    expect(outcomeOf([], 'phone', nowMs)).toBe('held')
  })
})

describe('whether an empty room tells that a talk is over', () => {
  const [seeker, counsellor] = [
    { role: 'seeker' as const, state: 'admitted' as const },
    { role: 'counsellor' as const, state: 'admitted' as const },
  ]
  const [none, some] = [{ stays: [] }, { stays: [stay('12:00:00', '12:10:00')] }]
  it.each<[string, Parameters<typeof roomTells>[0], Parameters<typeof roomTells>[1], boolean]>([
    [
      'it does when somebody was in it',
      [
        { ...seeker, ...some },
        { ...counsellor, ...none },
      ],
      'video',
      true,
    ],
    ['it does when one of the two never came', [{ ...counsellor, ...none }], 'audio', true],
    [
      'it does not when both came and the video server told of nobody',
      [
        { ...seeker, ...none },
        { ...counsellor, ...none },
      ],
      'video',
      false,
    ],
    [
      'it does not in a talk by phone',
      [
        { ...seeker, ...some },
        { ...counsellor, ...some },
      ],
      'phone',
      false,
    ],
  ])('%s', (_, people, form, tells) => expect(roomTells(people, form)).toBe(tells))
})

it('an empty room tells nothing of a talk in text, and something where the seeker was let in and never came back', () => {
  const letIn = { role: 'seeker', state: 'admitted', stays: [] } as const
  const waiting = { ...letIn, state: 'waiting' } as const
  const mother = { role: 'companion', state: 'admitted', stays: [] } as const
  expect(roomTells([], 'text')).toBe(false)
  expect(roomTells([], 'video')).toBe(true)
  expect(roomTells([{ ...letIn, stays: [] }], 'audio')).toBe(false)
  expect(roomTells([{ ...waiting, stays: [] }], 'audio')).toBe(true)
  expect(roomTells([{ ...mother, stays: [] }], 'video')).toBe(true)
  expect(
    roomTells(
      [
        { ...letIn, stays: [] },
        { ...mother, stays: [stay('12:00:00', '12:10:00')] },
      ],
      'video',
    ),
  ).toBe(true)
})

describe('the clock', () => {
  const endsMs = at('12:45:00').getTime()
  it.each([
    [
      'leaves a talk alone that is still going on over its time',
      { present: true, lastSeenMs: null, roomTells: true },
      '13:44:59',
      false,
    ],
    ['closes it after an hour all the same', { present: true, lastSeenMs: null, roomTells: true }, '13:45:00', true],
    [
      'waits ten minutes in an empty room',
      { present: false, lastSeenMs: at('12:30:00').getTime(), roomTells: true },
      '12:54:59',
      false,
    ],
    [
      'closes a room that was empty for ten minutes',
      { present: false, lastSeenMs: at('12:30:00').getTime(), roomTells: true },
      '12:55:00',
      true,
    ],
    [
      'counts the ten minutes from when the last one left',
      { present: false, lastSeenMs: at('12:50:00').getTime(), roomTells: true },
      '12:59:00',
      false,
    ],
    [
      'closes an empty room ten minutes after the last one left',
      { present: false, lastSeenMs: at('12:50:00').getTime(), roomTells: true },
      '13:00:00',
      true,
    ],
    [
      'closes a room in which nobody ever was ten minutes after the talk',
      { present: false, lastSeenMs: null, roomTells: true },
      '12:55:00',
      true,
    ],
    [
      'leaves somebody alone who is in the room, whenever they were last seen',
      { present: true, lastSeenMs: at('12:00:00').getTime(), roomTells: true },
      '13:30:00',
      false,
    ],
    ['closes a phone call after the hour', { present: false, lastSeenMs: null, roomTells: false }, '13:45:00', true],
    [
      'knows nothing of a phone call before the hour',
      { present: false, lastSeenMs: null, roomTells: false },
      '13:44:00',
      false,
    ],
  ])('%s', (_, standing, time, over) => expect(overByClock({ endsMs, ...standing }, at(time).getTime())).toBe(over))
})

describe('a reflection pause', () => {
  const pause = { id: 'p', startsAt: at('12:00:00'), endsAt: at('12:02:00'), endedAt: null }
  it('runs until its time is up', () => {
    expect(runningPause([pause], at('12:01:59').getTime())).toBe(pause)
    expect(runningPause([pause], at('12:02:00').getTime())).toBeNull()
  })
  it('begins when it begins', () => {
    expect(runningPause([pause], at('11:59:59').getTime())).toBeNull()
    expect(runningPause([pause], at('12:00:00').getTime())).toBe(pause)
  })
  it('is found behind one that is over', () => {
    const over = { ...pause, id: 'o', startsAt: at('11:50:00'), endsAt: at('11:52:00') }
    expect(runningPause([over, pause], at('12:01:00').getTime())).toBe(pause)
    expect(runningPause([], at('12:01:00').getTime())).toBeNull()
  })
  it('ends early when somebody ends it', () => {
    expect(runningPause([{ ...pause, endedAt: at('12:01:00') }], at('12:01:30').getTime())).toBeNull()
  })
})
