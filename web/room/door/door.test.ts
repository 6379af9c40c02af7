import { expect, it } from 'vitest'
import { type DoorAnswer, needs, nextKnock, ticketOf } from './door.ts'

const answer = (more: Partial<DoorAnswer>): DoorAnswer => ({
  state: 'waiting',
  opensAt: '2026-03-02T12:00:00Z',
  camera: 'on',
  form: 'video',
  serverNow: '2026-03-02T12:00:00Z',
  ...more,
})

it.each([
  ['waits are asked about every three seconds', answer({}), 3_000],
  ['a closed door is asked when it opens', answer({ state: 'closed', opensAt: '2026-03-02T12:00:20Z' }), 20_500],
  [
    'a door that opens tomorrow is asked every minute',
    answer({ state: 'closed', opensAt: '2026-03-03T12:00:00Z' }),
    60_000,
  ],
  ['a removed person is not asked about again', answer({ state: 'removed' }), null],
  ['an ended talk is not asked about again', answer({ state: 'ended' }), null],
])('%s', (_, given, expected) => {
  expect(nextKnock(given)).toBe(expected)
})

it('only an open door gives a ticket', () => {
  expect(ticketOf(answer({ state: 'open', url: 'ws://v', token: 't' }))).toEqual({ url: 'ws://v', token: 't' })
  expect(ticketOf(answer({ state: 'waiting', url: 'ws://v', token: 't' }))).toBeNull()
  expect(ticketOf(answer({ state: 'open' }))).toBeNull()
})

it('an audio talk asks for no camera, a text talk for nothing', () => {
  expect(needs('audio')).toEqual({ camera: false, microphone: true })
  expect(needs('text')).toEqual({ camera: false, microphone: false })
})
