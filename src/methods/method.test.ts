import { describe, expect, it } from 'vitest'
import { languages } from '../words/language.ts'
import { hasPhase } from './method.ts'
import { methodOf, methods } from './methods.ts'

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
