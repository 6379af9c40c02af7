import { expect, it } from 'vitest'
import type { ChatLine } from '../room-state.ts'
import { newestId, unread } from './unread.ts'

const line = (id: string, mine = false): ChatLine => ({ id, mine, from: 'seeker', text: '', sentAt: '' })

it('counts what others wrote and shared since one last looked', () => {
  const state = {
    chat: [line('1'), line('3'), line('4', true)],
    links: [{ id: '5', url: '', title: '', sharedAt: '' }],
  }
  expect(unread(state, '')).toBe(3)
  expect(unread(state, '1')).toBe(2)
  expect(newestId(state)).toBe('5')
  expect(unread(state, newestId(state))).toBe(0)
})
