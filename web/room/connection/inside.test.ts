import { expect, it } from 'vitest'
import { forgetInside, type Memory, rememberInside, wasInside } from './inside.ts'

it('a tab that was in the room goes back as it was', () => {
  const memory = tab()
  rememberInside(memory, 'a', { microphone: true, camera: false, audioOnly: true })
  expect(wasInside(memory, 'a')).toEqual({ microphone: true, camera: false, audioOnly: true })
  expect(wasInside(memory, 'b')).toBeNull()
  forgetInside(memory, 'a')
  expect(wasInside(memory, 'a')).toBeNull()
})

it('a browser that keeps nothing passes the preview again', () => {
  const shut: Memory = { getItem: refuse, setItem: refuse, removeItem: refuse }
  rememberInside(shut, 'a', { microphone: true, camera: true, audioOnly: false })
  expect(wasInside(shut, 'a')).toBeNull()
})

function refuse(): never {
  throw new Error('storage is shut off')
}

function tab(): Memory {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}
