import { describe, expect, it } from 'vitest'
import { startAndEnd } from './scale.ts'
import type { Moment, Reading } from './scale.ts'

const at = new Date('2026-11-24T17:00:00Z')
const reading = (question: string, moment: Moment, value: number | null): Reading => ({
  id: `${question} ${moment} ${value}`,
  moment,
  question,
  value,
  askedAt: at,
  answeredAt: value === null ? null : at,
  open: false,
})

describe('the scale at the start and at the end', () => {
  it('stands side by side, a line for each question in the order of asking', () => {
    expect(
      startAndEnd([
        reading('How ready?', 'start', 4),
        reading('How sure?', 'start', 2),
        reading('How sure?', 'end', 7),
        reading('How ready?', 'end', 8),
      ]),
    ).toEqual([
      { question: 'How ready?', start: 4, end: 8 },
      { question: 'How sure?', start: 2, end: 7 },
    ])
  })

  it('has one side alone where a question was asked, or answered, at one of the two moments', () => {
    expect(
      startAndEnd([
        reading('How ready?', 'start', 4),
        reading('How ready?', 'end', null),
        reading('How sure?', 'end', 7),
      ]),
    ).toEqual([
      { question: 'How ready?', start: 4, end: null },
      { question: 'How sure?', start: null, end: 7 },
    ])
  })

  it('has the last answer of a question that was asked twice at one moment', () => {
    expect(
      startAndEnd([
        reading('How ready?', 'start', 4),
        reading('How ready?', 'start', 5),
        reading('How ready?', 'start', null),
        reading('How ready?', 'end', 6),
        reading('How ready?', 'end', 9),
      ]),
    ).toEqual([{ question: 'How ready?', start: 5, end: 9 }])
  })

  it('says nothing of a question that nobody answered, and nothing of a check-in long after the talk', () => {
    expect(startAndEnd([reading('How ready?', 'start', null), reading('How is it?', 'check_in', 3)])).toEqual([])
    expect(startAndEnd([])).toEqual([])
  })
})
