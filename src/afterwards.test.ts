import { expect, it, vi } from 'vitest'
import { afterwards } from './afterwards.ts'

it.each<[string, () => Promise<void>]>([
  [
    'rejects',
    async () => {
      throw new TypeError('no letter to kim@fyrklang.test')
    },
  ],
  [
    'throws before it begins',
    () => {
      throw new TypeError('no letter to kim@fyrklang.test')
    },
  ],
])('work that %s after the answer is logged by its kind alone, and ends nothing else', async (_, work) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  // Vitest fails the run for a rejection that nobody handles, as Node ends the process.
  afterwards()(work)
  await vi.waitUntil(() => said.mock.calls.length > 0)
  expect(said.mock.calls).toEqual([[JSON.stringify({ level: 'error', event: 'afterwards-failed', kind: 'TypeError' })]])
  said.mockRestore()
})

it('a runtime that ends with its request is kept alive until the work is done, whether it succeeds or not', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const kept: Promise<void>[] = []
  let release = () => {}
  const answered = new Promise<void>((resolve) => void (release = resolve))
  const done: string[] = []
  const port = afterwards((work) => void kept.push(work))
  port(() => answered.then(() => done.push('letter')))
  port(() => Promise.reject(new Error('away')))
  expect([kept.length, done]).toEqual([2, []])
  release()
  await Promise.all(kept)
  expect(done).toEqual(['letter'])
  said.mockRestore()
})
