import { goalTextMost } from '../meeting/limits.ts'

/** A goal's wordings over time. Every change is a new version; the last one holds. */
export type GoalVersion = {
  version: number
  text: string
  /** Whose words these are; an agreement keeps the seeker's words the seeker's. */
  writtenBy: GoalAuthor
  state: GoalState
  at: Date
}
export type GoalAuthor = 'seeker' | 'counsellor'
export type GoalState = 'proposed' | 'agreed' | 'withdrawn'

export type Goal = {
  id: string
  position: number
  /** `checklist`: a proposal that follows the seeker's checklist answer until it is touched in the room. */
  source: 'checklist' | 'room'
  /** Oldest first, at least one. */
  history: GoalVersion[]
}

export type GoalAct = { act: 'reword'; text: string; by: GoalAuthor } | { act: 'agree' } | { act: 'withdraw' }

/**
 * The version that an act adds to a goal, `null` when the act changes nothing (same words, agreed twice), or
 * `'refused'`: what was withdrawn can be worded anew, which proposes it again, but not agreed as it was.
 */
export function nextGoalVersion(
  history: readonly GoalVersion[],
  act: GoalAct,
  at: Date,
): GoalVersion | null | 'refused' {
  const last = history.at(-1)
  if (!last) return 'refused'
  const next = { ...last, version: last.version + 1, at }
  switch (act.act) {
    case 'reword':
      if (last.state === 'withdrawn') return { ...next, text: act.text, writtenBy: act.by, state: 'proposed' }
      // A goal renewed in mid-talk is renewed by both, there and then: it stays agreed.
      return act.text === last.text ? null : { ...next, text: act.text, writtenBy: act.by }
    case 'agree':
      if (last.state === 'withdrawn') return 'refused'
      return last.state === 'agreed' ? null : { ...next, state: 'agreed' }
    case 'withdraw':
      return last.state === 'withdrawn' ? null : { ...next, state: 'withdrawn' }
  }
}

/** A goal as its last version has it, and how many wordings it has had. */
export type GoalNow = Pick<Goal, 'id' | 'position'> &
  Pick<GoalVersion, 'text' | 'state' | 'version' | 'writtenBy'> & { versions: number }

export function goalNow(goal: Goal): GoalNow {
  const last = goal.history.at(-1)
  if (!last) throw new Error(`goal ${goal.id} has no version`)
  return {
    id: goal.id,
    position: goal.position,
    text: last.text,
    state: last.state,
    version: last.version,
    writtenBy: last.writtenBy,
    versions: wordings(goal.history),
  }
}

const wordings = (history: readonly GoalVersion[]) =>
  history.filter(({ text }, index) => text !== history[index - 1]?.text).length

/**
 * What to change so that the untouched proposals from the checklist say what the seeker now answers. Proposals
 * that were agreed, reworded or withdrawn in the room are left alone, and their words are not proposed again.
 */
export function planProposals(goals: readonly Goal[], texts: readonly string[]): { remove: string[]; add: string[] } {
  const fromChecklist = goals.filter(({ source }) => source === 'checklist')
  const untouched = fromChecklist.filter(({ history }) => history.length === 1 && history[0]?.state === 'proposed')
  const settled = new Set(
    fromChecklist.filter((goal) => !untouched.includes(goal)).flatMap(({ history }) => history.map(({ text }) => text)),
  )
  const wanted = [...new Set(texts.map((text) => text.trim().slice(0, goalTextMost)))].filter(
    (text) => text !== '' && !settled.has(text),
  )
  const standing = new Set(untouched.map(({ history }) => history[0]?.text))
  return {
    remove: untouched.filter(({ history }) => !wanted.includes(history[0]?.text ?? '')).map(({ id }) => id),
    add: wanted.filter((text) => !standing.has(text)),
  }
}
