import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiProblem } from '../client/problem.ts'
import { createAutosave } from './autosave.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('saves once, a moment after the last change', async () => {
  const saved: string[] = []
  const autosave = createAutosave<string>(async (text) => void saved.push(text))
  autosave.change('a')
  autosave.change('ab')
  expect(autosave.state.get()).toBe('unsaved')
  await vi.advanceTimersByTimeAsync(800)
  expect(saved).toEqual(['ab'])
  expect(autosave.state.get()).toBe('saved')
})

it('what is typed while a save is under way is saved after it', async () => {
  const saved: string[] = []
  let release = () => {}
  const autosave = createAutosave<string>(async (text) => {
    if (text === 'first') await new Promise<void>((resolve) => (release = resolve))
    saved.push(text)
  })
  autosave.change('first')
  await vi.advanceTimersByTimeAsync(800)
  autosave.change('second')
  await vi.advanceTimersByTimeAsync(800)
  release()
  await vi.advanceTimersByTimeAsync(800)
  expect(saved).toEqual(['first', 'second'])
  expect(autosave.state.get()).toBe('saved')
})

it('a save that fails is tried again and loses nothing', async () => {
  let away = true
  const saved: string[] = []
  const autosave = createAutosave<string>(async (text) => {
    if (away) throw new ApiProblem(0, 'offline')
    saved.push(text)
  })
  autosave.change('a')
  await vi.advanceTimersByTimeAsync(800)
  expect(autosave.state.get()).toBe('failed')
  expect(autosave.pending()).toEqual({ value: 'a' })
  away = false
  await vi.advanceTimersByTimeAsync(1600)
  expect(saved).toEqual(['a'])
  expect(autosave.state.get()).toBe('saved')
})

it('a refusal is kept and told, and tried again with the next change alone', async () => {
  const asked: string[] = []
  const autosave = createAutosave<string>(async (text) => {
    asked.push(text)
    if (text === 'too long') throw new ApiProblem(422, 'invalid')
  })
  autosave.change('too long')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual(['too long'])
  expect([autosave.state.get(), autosave.error(), autosave.pending()]).toEqual([
    'failed',
    expect.any(ApiProblem),
    { value: 'too long' },
  ])
  autosave.change('short', 0)
  await vi.advanceTimersByTimeAsync(1)
  expect([autosave.state.get(), autosave.error()]).toEqual(['saved', null])
})

it('what is stored as the last word comes after a save that is under way, and is not saved over', async () => {
  const saved: string[] = []
  let release = () => {}
  const autosave = createAutosave<string>(async (text) => {
    if (text === 'half') await new Promise<void>((resolve) => (release = resolve))
    saved.push(text)
  })
  autosave.change('half', 0)
  await vi.advanceTimersByTimeAsync(1)
  autosave.change('almost')
  const stored = autosave.store('whole')
  release()
  await stored
  await vi.advanceTimersByTimeAsync(60_000)
  expect(saved).toEqual(['half', 'whole'])
})

it('what cannot be stored as the last word is told to whoever asked for it', async () => {
  const refusal = new ApiProblem(422, 'invalid')
  const autosave = createAutosave<string>(() => Promise.reject(refusal))
  await expect(autosave.store('whole')).rejects.toBe(refusal)
})

it('leaving the page saves at once', async () => {
  const saved: string[] = []
  const autosave = createAutosave<string>(async (text) => void saved.push(text))
  autosave.change('a')
  await autosave.flush()
  expect(saved).toEqual(['a'])
})

it('two who wait for the same save start one more between them, and never two at once', async () => {
  const saved: string[] = []
  const release: (() => void)[] = []
  let under = 0
  let most = 0
  const autosave = createAutosave<string>(async (text) => {
    most = Math.max(most, ++under)
    await new Promise<void>((resolve) => release.push(resolve))
    under--
    saved.push(text)
  })
  autosave.change('first')
  const first = autosave.flush()
  autosave.change('second')
  const waiting = Promise.all([autosave.flush(), autosave.flush()])
  release.shift()?.()
  await first
  await vi.waitFor(() => expect(release.length).toBeGreaterThan(0))
  for (const go of release) go()
  await waiting
  expect({ saved, most }).toEqual({ saved: ['first', 'second'], most: 1 })
  expect(autosave.state.get()).toBe('saved')
})
