import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goalNow, nextGoalVersion, planProposals } from './goal.ts'
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

  it('gets no new version by an act that changes nothing', () => {
    expect(nextGoalVersion(after({ act: 'agree' }), { act: 'agree' }, at)).toBeNull()
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
  })

  it('that were withdrawn in the room do not come back by a saved checklist', () => {
    const withdrawn = goal([first('A'), { ...first('A'), version: 2, state: 'withdrawn' }])
    expect(planProposals([withdrawn], ['A'])).toEqual({ remove: [], add: [] })
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
