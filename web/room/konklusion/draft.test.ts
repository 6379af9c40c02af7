import { describe, expect, it } from 'vitest'
import { emptyBody } from '../../../src/guidance/konklusion.ts'
import type { Goal, KonklusionBody } from '../room-state.ts'
import { missing, tidy, withGoals } from './draft.ts'

const emptyKonklusion = emptyBody([])

const goal = (id: string, text: string, state: Goal['state'] = 'agreed'): Goal => ({
  id,
  text,
  state,
  position: Number(id),
  version: 1,
  writtenBy: 'seeker',
  versions: 1,
})

describe('the draft of a Konklusion', () => {
  it('has a place for each agreed goal, in order', () => {
    const body = withGoals(emptyKonklusion, [goal('2', 'B'), goal('1', 'A'), goal('3', 'C', 'proposed')])
    expect(body.goals.map((each) => each.wording)).toEqual(['A', 'B'])
  })

  it('keeps what was written when a goal is renewed', () => {
    const body: KonklusionBody = {
      ...emptyKonklusion,
      goals: [{ goalId: '1', wording: 'Choose', outcome: 'partly', sentence: 'Two left.' }],
    }
    expect(withGoals(body, [goal('1', 'Choose a programme')]).goals).toEqual([
      { goalId: '1', wording: 'Choose a programme', outcome: 'partly', sentence: 'Two left.' },
    ])
  })

  it('a goal that was agreed since comes along unanswered', () => {
    expect(withGoals(emptyKonklusion, [goal('1', 'A')]).goals).toEqual([
      { goalId: '1', wording: 'A', outcome: null, sentence: '' },
    ])
  })

  it('never loses what was written about a goal that was withdrawn', () => {
    const body: KonklusionBody = {
      ...emptyKonklusion,
      goals: [{ goalId: '1', wording: 'A', outcome: 'not_yet', sentence: 'Next time.' }],
    }
    expect(withGoals(body, [goal('1', 'A', 'withdrawn')]).goals).toHaveLength(1)
  })

  it('shows no row that was never filled in, and whole addresses', () => {
    const begun: KonklusionBody = {
      ...emptyKonklusion,
      actions: [
        { what: '', who: 'seeker', until: null },
        { what: 'Call', who: 'seeker', until: null },
      ],
      links: [
        { url: '', title: '' },
        { url: 'studera.nu', title: '' },
      ],
    }
    expect(tidy(begun)).toMatchObject({
      actions: [{ what: 'Call' }],
      links: [{ url: 'https://studera.nu/', title: 'studera.nu' }],
    })
  })

  it('says what is missing before it can be shown', () => {
    expect(missing(emptyKonklusion)).toEqual(['summary'])
    expect(missing({ ...withGoals(emptyKonklusion, [goal('1', 'A')]), summary: 'We talked.' })).toEqual([
      'outcome',
      'sentence',
    ])
    expect(
      missing({
        ...emptyKonklusion,
        summary: 'We talked.',
        actions: [{ what: ' ', who: 'seeker', until: '2026-03-09' }],
      }),
    ).toEqual(['action'])
    expect(
      missing({ ...emptyKonklusion, summary: 'We talked.', links: [{ url: 'https://studera.nu', title: '' }] }),
    ).toEqual([])
  })

  it('has nothing to be done before the talk', () => {
    const body: KonklusionBody = {
      ...emptyKonklusion,
      summary: 'We talked.',
      actions: [{ what: 'Call', who: 'seeker', until: '2026-03-09' }],
    }
    expect(missing(body, '2026-03-10')).toEqual(['early'])
    expect(missing(body, '2026-03-09')).toEqual([])
  })
})
