import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { inTime } from './in-time.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('work that never ends is late', async () => {
  const answer = inTime(new Promise<string>(() => {}), 15_000, 'failed')
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await answer).toBe('failed')
})

it('work that ends in time is told at once, and leaves no timer behind', async () => {
  expect(await inTime(Promise.resolve('ok'), 15_000, 'failed')).toBe('ok')
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBe(0)
})

it('work that breaks is not late', async () => {
  await expect(inTime(Promise.reject(new Error('broken')), 15_000, 'failed')).rejects.toThrow('broken')
})
