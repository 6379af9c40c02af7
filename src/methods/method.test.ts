import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '../words/language.ts'
import { hasPhase, shareClock, suggestedPhase, timeForKonklusion, timeSpent } from './method.ts'
import { methodOf, methods } from './methods.ts'

const start = Date.UTC(2026, 10, 24, 17)
const minute = 60_000

describe('a method', () => {
  it.each(methods.map((method) => [method.id, method] as const))('%s shares out the whole talk', (_, { phases }) => {
    expect(phases.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })

  it.each(methods.map((method) => [method.id, method] as const))(
    '%s says everything in every language',
    (_, method) => {
      const texts = [method.name, ...method.phases.flatMap(({ title, prompts }) => [title, ...prompts])]
      for (const text of texts) for (const language of languages) expect(text[language].trim()).not.toBe('')
      for (const { prompts } of method.phases) expect(prompts.length).toBeGreaterThanOrEqual(3)
    },
  )

  it('4K is the one when nothing else is said', () => {
    expect(methodOf('unheard-of').id).toBe('4k')
    expect(methodOf('4k').phases.map(({ id }) => id)).toEqual(['kontakt', 'kontrakt', 'kommunikation', 'konklusion'])
  })

  it('CASVE is a method of its own, with phases that 4K does not have', () => {
    expect(hasPhase(methodOf('casve'), 'valuing')).toBe(true)
    expect(hasPhase(methodOf('4k'), 'valuing')).toBe(false)
  })
})

describe('the clock of a talk', () => {
  const fourK = methodOf('4k')

  it.each([
    [-5, 'kontakt'],
    [0, 'kontakt'],
    [6.7, 'kontakt'],
    [6.8, 'kontrakt'],
    [16, 'kommunikation'],
    [35.9, 'kommunikation'],
    [36, 'konklusion'],
    [50, 'konklusion'],
  ])('suggests, %d minutes into a talk of 45, the phase %s', (minutes, phase) => {
    expect(suggestedPhase(fourK, start, 45, start + minutes * minute)).toBe(phase)
  })

  it('gives a quiet cue when a fifth of the time is left for the Konklusion', () => {
    expect(timeForKonklusion(fourK, start, 45, start + 35.9 * minute)).toBe(false)
    expect(timeForKonklusion(fourK, start, 45, start + 36 * minute)).toBe(true)
  })

  it('steps on at the very moment at which a share is used up', () => {
    // 15 % of 45 minutes.
    const end = start + 405_000
    expect([end - 1, end].map((nowMs) => suggestedPhase(fourK, start, 45, nowMs))).toEqual(['kontakt', 'kontrakt'])
    const last = start + 36 * minute
    expect([last - 1, last].map((nowMs) => timeForKonklusion(fourK, start, 45, nowMs))).toEqual([false, true])
  })

  it('suggests nothing where a method has no phases', () => {
    const empty = { ...fourK, phases: [] }
    expect(suggestedPhase(empty, start, 45, start)).toBeNull()
    expect(timeForKonklusion(empty, start, 45, start + 45 * minute)).toBe(false)
  })

  it('has no gap and no overlap, for any method and any length', () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), fc.integer({ min: 5, max: 180 }), (method, minutes) => {
        const clock = shareClock(method, start, minutes)
        expect(clock[0]?.fromMs).toBe(start)
        expect(clock.at(-1)?.untilMs).toBe(start + minutes * minute)
        clock.slice(1).forEach(({ fromMs }, index) => expect(fromMs).toBe(clock[index]?.untilMs))
      }),
    )
  })

  it('counts both times for a phase that the talk stepped back to', () => {
    const at = (minutes: number) => new Date(start + minutes * minute)
    const steps = [
      { phase: 'kontakt', at: at(0) },
      { phase: 'kontrakt', at: at(5) },
      { phase: 'kommunikation', at: at(10) },
      { phase: 'kontrakt', at: at(30) },
    ]
    expect(timeSpent(steps, start + 34 * minute)).toEqual({
      kontakt: 5 * minute,
      kontrakt: 9 * minute,
      kommunikation: 20 * minute,
    })
  })

  it('reads the steps in the order of time, and counts nothing after the end', () => {
    const at = (minutes: number) => new Date(start + minutes * minute)
    const steps = [
      { phase: 'konklusion', at: at(40) },
      { phase: 'kontrakt', at: at(5) },
      { phase: 'kontakt', at: at(0) },
    ]
    expect(timeSpent(steps, start + 30 * minute)).toEqual({
      kontakt: 5 * minute,
      kontrakt: 35 * minute,
      konklusion: 0,
    })
    expect(timeSpent([], start)).toEqual({})
  })

  it('loses no time, whatever steps were taken', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3_600_000 })), { minLength: 1 }),
        (raw) => {
          const steps = raw.map(([phase, after]) => ({ phase, at: new Date(start + after) }))
          const first = Math.min(...raw.map(([, after]) => after))
          const spent = Object.values(timeSpent(steps, start + 3_600_000)).reduce((sum, ms) => sum + ms, 0)
          expect(spent).toBe(3_600_000 - first)
        },
      ),
    )
  })
})
