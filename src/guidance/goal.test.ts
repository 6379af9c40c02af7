import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goalNow, nextGoalVersion, planProposals } from './goal.ts'
import { goalTextMost } from '../meeting/limits.ts'
import type { Goal, GoalAct, GoalVersion } from './goal.ts'

const at = new Date('2026-11-24T17:00:00Z')
const first = (text = 'Know what to study'): GoalVersion => ({
  version: 1,
  text,
  writtenBy: 'seeker',
  state: 'proposed',
  at,
})
const after = (...acts: GoalAct[]) =>
  acts.reduce<GoalVersion[]>(
    (history, act) => {
      const next = nextGoalVersion(history, act, at)
      return next === null || next === 'refused' ? history : [...history, next]
    },
    [first()],
  )
const goal = (history: GoalVersion[], id = 'g1', source: Goal['source'] = 'checklist'): Goal => ({
  id,
  position: 1,
  source,
  history,
})

const acts: fc.Arbitrary<GoalAct> = fc.oneof(
  fc.record({
    act: fc.constant('reword' as const),
    text: fc.string({ minLength: 1 }),
    by: fc.constantFrom('seeker' as const, 'counsellor' as const),
  }),
  fc.record({ act: fc.constant('agree' as const) }),
  fc.record({ act: fc.constant('withdraw' as const) }),
)

describe('a goal', () => {
  it('stays in the seeker’s own words when the counsellor agrees to it', () => {
    expect(after({ act: 'agree' }).at(-1)).toMatchObject({
      version: 2,
      state: 'agreed',
      writtenBy: 'seeker',
      text: 'Know what to study',
    })
  })

  it('that is renewed in mid-talk stays agreed and keeps its earlier wording', () => {
    const history = after({ act: 'agree' }, { act: 'reword', text: 'Choose between two', by: 'counsellor' })
    expect(history.at(-1)).toMatchObject({
      version: 3,
      state: 'agreed',
      text: 'Choose between two',
      writtenBy: 'counsellor',
    })
    expect(history[0]?.text).toBe('Know what to study')
    expect(goalNow(goal(history)).versions).toBe(2)
  })

  it('that was withdrawn cannot be agreed as it was, but can be worded anew', () => {
    const withdrawn = after({ act: 'withdraw' })
    expect(nextGoalVersion(withdrawn, { act: 'agree' }, at)).toBe('refused')
    expect(nextGoalVersion(withdrawn, { act: 'reword', text: 'Anew', by: 'counsellor' }, at)).toMatchObject({
      state: 'proposed',
      text: 'Anew',
    })
  })

  it('that was withdrawn is proposed again in the same words, by whoever says them', () => {
    const again = nextGoalVersion(
      after({ act: 'agree' }, { act: 'withdraw' }),
      { act: 'reword', text: first().text, by: 'counsellor' },
      at,
    )
    expect(again).toEqual({ version: 4, text: first().text, writtenBy: 'counsellor', state: 'proposed', at })
  })

  it('that is only proposed can be worded anew, and stays proposed', () => {
    const later = new Date(at.getTime() + 60_000)
    expect(nextGoalVersion([first()], { act: 'reword', text: 'Anew', by: 'counsellor' }, later)).toEqual({
      version: 2,
      text: 'Anew',
      writtenBy: 'counsellor',
      state: 'proposed',
      at: later,
    })
  })

  it('keeps its words when it is withdrawn', () => {
    expect(after({ act: 'agree' }, { act: 'withdraw' }).at(-1)).toEqual({ ...first(), version: 3, state: 'withdrawn' })
  })

  it('that has no version yet can be neither agreed nor worded, and cannot be shown', () => {
    expect(nextGoalVersion([], { act: 'agree' }, at)).toBe('refused')
    expect(nextGoalVersion([], { act: 'reword', text: 'A', by: 'seeker' }, at)).toBe('refused')
    expect(() => goalNow(goal([]))).toThrow('g1')
  })

  it('is shown as it stands, with the number of wordings that it has had', () => {
    const history = after(
      { act: 'agree' },
      { act: 'reword', text: 'Choose between two', by: 'counsellor' },
      { act: 'reword', text: first().text, by: 'seeker' },
      { act: 'withdraw' },
    )
    expect(goalNow(goal(history))).toEqual({
      id: 'g1',
      position: 1,
      text: first().text,
      state: 'withdrawn',
      version: 5,
      writtenBy: 'seeker',
      versions: 3,
    })
  })

  it('gets no new version by an act that changes nothing', () => {
    expect(nextGoalVersion(after({ act: 'agree' }), { act: 'agree' }, at)).toBeNull()
    expect(nextGoalVersion(after({ act: 'withdraw' }), { act: 'withdraw' }, at)).toBeNull()
    expect(nextGoalVersion([first()], { act: 'reword', text: first().text, by: 'counsellor' }, at)).toBeNull()
  })

  it('never loses a version, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 30 }), (done) => {
        const history = after(...done)
        expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1))
        expect(history[0]).toEqual(first())
        history.slice(1).forEach((version, index) => {
          const before = history[index]
          // Only an agreement makes a goal agreed, and it changes no word.
          if (version.state === 'agreed' && before?.state !== 'agreed') expect(version.text).toBe(before?.text)
          if (before?.state === 'withdrawn') expect(version.state).toBe('proposed')
        })
      }),
    )
  })
})

describe('goals from the checklist', () => {
  it('follow what the seeker answers as long as nobody has touched them', () => {
    expect(planProposals([goal([first('A')])], ['B', ' '])).toEqual({ remove: ['g1'], add: ['B'] })
    expect(planProposals([goal([first('A')])], [' A '])).toEqual({ remove: [], add: [] })
  })

  it('stand once they are agreed, and are not proposed a second time', () => {
    const agreed = goal([first('A'), { ...first('A'), version: 2, state: 'agreed' }])
    expect(planProposals([agreed], ['A', 'B'])).toEqual({ remove: [], add: ['B'] })
    expect(planProposals([agreed], [])).toEqual({ remove: [], add: [] })
    expect(planProposals([goal([{ ...first('A'), state: 'agreed' }])], ['B'])).toEqual({ remove: [], add: ['B'] })
  })

  it('that were withdrawn in the room do not come back by a saved checklist', () => {
    const withdrawn = goal([first('A'), { ...first('A'), version: 2, state: 'withdrawn' }])
    expect(planProposals([withdrawn], ['A'])).toEqual({ remove: [], add: [] })
  })

  it('that were worded anew in the room stand, and none of their wordings is proposed again', () => {
    const reworded = goal([first('A'), { ...first('B'), version: 2 }])
    expect(planProposals([reworded], ['A', 'B', 'C'])).toEqual({ remove: [], add: ['C'] })
  })

  it('are each proposed once, without the blanks around them, and as long as a goal may be', () => {
    const long = 'å'.repeat(goalTextMost)
    expect(planProposals([], ['A', ' A', 'A ', '', '\n', `${long}!`, long])).toEqual({ remove: [], add: ['A', long] })
  })

  it('that are answered no more go, and the others stay', () => {
    const goals = [goal([first('A')], 'g1'), goal([first('B')], 'g2'), goal([first('C')], 'g3')]
    expect(planProposals(goals, ['B'])).toEqual({ remove: ['g1', 'g3'], add: [] })
  })

  it('leave alone what was proposed in the room', () => {
    expect(planProposals([goal([first('A')], 'g1', 'room')], ['B'])).toEqual({ remove: [], add: ['B'] })
  })

  it('come out the same when the same answers are saved again', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 8 }), fc.array(fc.string(), { maxLength: 8 }), (before, texts) => {
        const goals = planProposals([], before).add.map((text, index) => goal([first(text)], `g${index}`))
        const plan = planProposals(goals, texts)
        const kept = goals.filter(({ id }) => !plan.remove.includes(id))
        const saved = [...kept, ...plan.add.map((text, index) => goal([first(text)], `n${index}`))]
        expect(planProposals(saved, texts)).toEqual({ remove: [], add: [] })
      }),
    )
  })
})
