import { expect, test } from 'vitest'
import type { ChatLine, RoomState } from '../room-state.ts'
import { readRoom } from './read-room.ts'

const lines = Array.from({ length: 7 }, (_, n): ChatLine => ({
  id: `${n}`,
  mine: false,
  from: 'seeker',
  text: '',
  sentAt: '',
}))

/** A room that answers with three lines at a time, and notes what it was asked for. */
function room(written: ChatLine[]) {
  const asked: (string | undefined)[] = []
  const state = async (after?: string) => {
    asked.push(after)
    const rest = written.filter(({ id }) => after === undefined || id > after)
    return { chat: rest.slice(0, 3), chatGoesOn: rest.length > 3 } as RoomState
  }
  return { asked, state }
}

test('a page that comes in reads the whole chat, a page of it at a time', async () => {
  const { asked, state } = room(lines)
  expect((await readRoom({ state }, [])).chat).toEqual(lines)
  expect(asked).toEqual([undefined, '2', '5'])
})

test('a page that is in asks for what came after the line that it knows', async () => {
  const { asked, state } = room(lines)
  expect((await readRoom({ state }, lines.slice(0, 6))).chat).toEqual(lines)
  expect((await readRoom({ state }, lines)).chat).toEqual(lines)
  expect(asked).toEqual(['5', '6'])
})
