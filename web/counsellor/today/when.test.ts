import { expect, test } from 'vitest'
import type { Talk } from '../api.ts'
import { byDay, inTime } from './when.ts'

const at = (time: string) => `2026-11-24T${time}:00.000Z`
const nowMs = Date.parse(at('17:00'))

function talk(start: string, changes: Partial<Talk> = {}): Talk {
  return {
    id: start,
    state: 'booked',
    form: 'video',
    language: 'sv',
    start: at(start),
    end: at(start),
    wall: { zone: 'UTC', start: '', end: '' },
    serviceTitle: { sv: '', da: '', en: '' },
    alias: null,
    topic: null,
    goals: [],
    readiness: null,
    checklist: { answered: 0, total: 0 },
    waiting: [],
    roomOpen: false,
    konklusion: null,
    toWrite: false,
    commented: false,
    companions: 0,
    ...changes,
  }
}
const starts = (talks: Talk[]) => talks.map(({ id }) => id)

test('a talk stands under now from a quarter of an hour before it begins until somebody ends it', () => {
  const { now, next, later } = inTime([talk('19:00'), talk('17:15'), talk('17:16'), talk('15:00')], nowMs)
  expect(starts(now)).toEqual(['15:00', '17:15'])
  expect(next?.id).toBe('17:16')
  expect(starts(later)).toEqual(['19:00'])
})

test('whoever waits at the door is now, however early', () => {
  const early = talk('18:30', {
    waiting: [{ personId: 'a', role: 'seeker', label: null, since: at('16:59'), state: 'waiting' }],
  })
  expect(starts(inTime([early], nowMs).now)).toEqual(['18:30'])
})

test('what is left to write has its own place and is not past', () => {
  const { past } = inTime(
    [
      talk('14:00', { state: 'held', toWrite: true }),
      talk('15:00', { state: 'held' }),
      talk('16:00', { state: 'cancelled' }),
    ],
    nowMs,
  )
  expect(starts(past)).toEqual(['15:00', '16:00'])
})

test('talks further on stand under the local day that they begin on', () => {
  const on = (start: string) => talk('17:00', { id: start, wall: { zone: 'Europe/Stockholm', start, end: start } })
  const days = byDay([on('2026-11-24T22:00'), on('2026-11-24T23:30'), on('2026-11-25T00:30')])
  expect(days.map(({ day, talks }) => [day, talks.length])).toEqual([
    ['2026-11-24', 2],
    ['2026-11-25', 1],
  ])
})
