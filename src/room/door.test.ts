import { describe, expect, it } from 'vitest'
import { decided, doorOpensAtMs, doorState } from './door.ts'
import type { Decision, Standing } from './door.ts'

const at = (time: string) => Date.parse(`2026-10-05T${time}:00Z`)
const talk = {
  state: 'booked' as const,
  startsAt: new Date(at('12:00')),
  endsAt: new Date(at('12:45')),
  doorOpensMinutes: 15,
}

describe('the door', () => {
  it.each([
    ['is closed before its time', '11:44', false, null, 'closed'],
    ['opens as many minutes before as the service says', '11:45', false, null, 'waiting'],
    ['stays closed for somebody who was let in yesterday', '11:00', false, 'admitted', 'closed'],
    ['lets in whoever was admitted', '11:50', false, 'admitted', 'open'],
    ['tells that one is asked to wait', '12:01', false, 'asked_to_wait', 'asked_to_wait'],
    ['tells that one was declined', '12:01', false, 'declined', 'declined'],
    ['stays shut for somebody who was removed', '12:01', false, 'removed', 'removed'],
    ['stays open while a talk runs over its time', '13:30', false, 'admitted', 'open'],
    ['is shut an hour after the end', '13:45', false, 'admitted', 'ended'],
    ['is shut when the room was closed', '12:20', true, 'admitted', 'ended'],
  ] as const)('%s', (_, time, closed, standing, expected) => {
    expect(doorState(talk, closed, standing, at(time))).toBe(expected)
  })

  it('opens, and is shut, at the very moment', () => {
    const [opens, shuts] = [at('11:45'), at('13:45')]
    expect(doorOpensAtMs(talk)).toBe(opens)
    expect([opens - 1, opens].map((nowMs) => doorState(talk, false, null, nowMs))).toEqual(['closed', 'waiting'])
    expect([shuts - 1, shuts].map((nowMs) => doorState(talk, false, null, nowMs))).toEqual(['waiting', 'ended'])
  })

  it('is shut for a talk that was cancelled or has ended', () => {
    for (const state of ['cancelled', 'held', 'no_show_seeker', 'no_show_counsellor', 'broken_off'] as const) {
      expect(doorState({ ...talk, state }, false, 'admitted', at('12:00'))).toBe('ended')
    }
  })
})

describe('the counsellor’s decision', () => {
  it.each<[Standing, Decision, Standing | null]>([
    ['waiting', 'admit', 'admitted'],
    ['waiting', 'wait', 'asked_to_wait'],
    ['asked_to_wait', 'admit', 'admitted'],
    ['waiting', 'decline', 'declined'],
    ['declined', 'admit', 'admitted'],
    ['admitted', 'wait', null],
    ['admitted', 'decline', null],
    ['admitted', 'remove', 'removed'],
    ['removed', 'wait', null],
    ['removed', 'admit', 'admitted'],
    ['admitted', 'admit', 'admitted'],
    ['declined', 'wait', 'asked_to_wait'],
    ['declined', 'decline', 'declined'],
    ['asked_to_wait', 'decline', 'declined'],
    ['removed', 'decline', null],
    ['waiting', 'remove', 'removed'],
    ['removed', 'remove', 'removed'],
  ])('makes of %s by %s: %s', (standing, decision, expected) => {
    expect(decided(standing, decision)).toBe(expected)
  })
})
