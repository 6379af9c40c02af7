import { describe, expect, it } from 'vitest'
import type { Phase } from '../room-state.ts'
import { neighbours, railClock } from './clock.ts'

const text = { sv: '', da: '', en: '' }
const phase = (id: string, share: number): Phase => ({ id, share, title: text, prompts: [] })
const fourK = [phase('kontakt', 0.15), phase('kontrakt', 0.2), phase('kommunikation', 0.45), phase('konklusion', 0.2)]
const minute = 60_000
const start = Date.parse('2026-03-02T13:00:00Z')
const at = (minutes: number, more: Partial<Parameters<typeof railClock>[0]> = {}) =>
  railClock({
    phases: fourK,
    phase: 'kontakt',
    steps: [],
    startedAt: start,
    start,
    end: start + 45 * minute,
    now: start + minutes * minute,
    ...more,
  })

describe('the clock of the rail', () => {
  it('shares the booked time between the phases', () => {
    expect(at(0).phases.map((each) => each.suggestedMinutes)).toEqual([7, 9, 20, 9])
  })

  it('tells what has passed and what is left', () => {
    expect(at(10.5)).toMatchObject({ passedMinutes: 10, leftMinutes: 35, over: false })
    expect(at(50)).toMatchObject({ leftMinutes: 0, passed: 1, over: true })
  })

  it('says quietly when it is time for the Konklusion', () => {
    expect(at(35.9, { phase: 'kommunikation' }).timeForLast).toBe(false)
    expect(at(36, { phase: 'kommunikation' }).timeForLast).toBe(true)
    expect(at(40, { phase: 'konklusion' }).timeForLast).toBe(false)
  })

  it('a talk that began late has less left, not more', () => {
    const late = at(10, { startedAt: start + 10 * minute })
    expect(late.leftMinutes).toBe(35)
    expect(late.phases.map((each) => each.suggestedMinutes)).toEqual([5, 7, 16, 7])
  })

  it('counts every stay in a phase that was stepped back to', () => {
    const steps = [
      { phase: 'kontakt', at: start },
      { phase: 'kontrakt', at: start + 5 * minute },
      { phase: 'kontakt', at: start + 8 * minute },
    ]
    expect(at(10, { steps }).phases.map((each) => each.spentMinutes)).toEqual([7, 3, 0, 0])
  })
})

it('one steps forward and back, and not past the ends', () => {
  expect(neighbours(fourK, null)).toMatchObject({ before: null, after: { id: 'kontakt' } })
  expect(neighbours(fourK, 'kontrakt')).toMatchObject({ before: { id: 'kontakt' }, after: { id: 'kommunikation' } })
  expect(neighbours(fourK, 'konklusion')).toMatchObject({ before: { id: 'kommunikation' }, after: null })
})
