/** What a Konklusion says. */
export type KonklusionBody = {
  summary: string
  /** One per agreed goal. `wording` is the goal's text when it was written. A draft may leave the outcome open. */
  goals: { goalId: string; wording: string; outcome: GoalOutcome | null; sentence: string }[]
  /** `until` is a local date, YYYY-MM-DD. */
  actions: { what: string; who: 'seeker' | 'counsellor' | 'other'; until: string | null }[]
  links: { url: string; title: string }[]
}

export const goalOutcomes = ['reached', 'partly', 'not_yet', 'passed_on'] as const
export type GoalOutcome = (typeof goalOutcomes)[number]

export const konklusionStates = ['draft', 'ready', 'approved'] as const
/** `draft`: the counsellor's alone. `ready`: the seeker reads it. `approved`: final. */
export type KonklusionState = (typeof konklusionStates)[number]

/** Where one version stands. Of a talk's versions only the newest can be a draft. */
export type Standing = { version: number; state: KonklusionState }

export const most = { summary: 8000, sentence: 1000, what: 500, linkTitle: 200, url: 2000, actions: 20, links: 30, comment: 4000 } as const

/**
 * Which version a changed text goes to: the newest if it is still a draft, else the next one. What the seeker
 * has been shown is never changed again.
 */
export function versionToWrite(versions: readonly Standing[]): number {
  const newest = newestOf(versions)
  return newest?.state === 'draft' ? newest.version : (newest?.version ?? 0) + 1
}

/** The version that would be shown by making it ready, or `null` when there is no draft. */
export function draftToShow(versions: readonly Standing[]): number | null {
  const newest = newestOf(versions)
  return newest?.state === 'draft' ? newest.version : null
}

/** What the seeker sees as the Konklusion: the newest version that is no draft. */
export const shownVersion = <T extends Standing>(versions: readonly T[]): T | null =>
  newestOf(versions.filter(({ state }) => state !== 'draft'))

/**
 * What an approval of `version` does. `outdated`: a newer one is out, or that one never was; nobody approves a
 * text that they did not see. Approving twice changes nothing.
 */
export function approvalOf(versions: readonly Standing[], version: number): 'approve' | 'already' | 'outdated' {
  const shown = shownVersion(versions)
  if (shown?.version !== version) return 'outdated'
  return shown.state === 'approved' ? 'already' : 'approve'
}

export const newestOf = <T extends Standing>(versions: readonly T[]): T | null =>
  versions.reduce<T | null>((newest, each) => (newest === null || each.version > newest.version ? each : newest), null)

export type FieldError = { field: string; message: string }
export type AgreedGoal = { goalId: string; wording: string }

/** An empty Konklusion for these goals: where the counsellor begins. */
export const emptyBody = (agreed: readonly AgreedGoal[]): KonklusionBody => fitToGoals({ summary: '', goals: [], actions: [], links: [] }, agreed)

/**
 * The body with exactly one entry per agreed goal, in the goals' order and in the words that they have now.
 * A goal that was withdrawn since falls away, one that was agreed since comes along unanswered.
 */
export function fitToGoals(body: KonklusionBody, agreed: readonly AgreedGoal[]): KonklusionBody {
  const goals = agreed.map(({ goalId, wording }) => {
    const written = body.goals.find((goal) => goal.goalId === goalId)
    return { goalId, wording, outcome: written?.outcome ?? null, sentence: written?.sentence ?? '' }
  })
  return { ...body, goals }
}

/**
 * What keeps a body from being shown to the seeker; empty when nothing does. Fields are paths into the
 * request, such as `body.goals[1].outcome`.
 *
 * @param body fitted to the agreed goals by {@link fitToGoals}
 */
export function missingBeforeReady(body: KonklusionBody): FieldError[] {
  const goals = body.goals.flatMap(({ outcome, sentence }, index) => [
    ...(outcome === null ? [{ field: `body.goals[${index}].outcome`, message: 'Say how far the goal was reached' }] : []),
    ...(sentence.trim() === '' ? [{ field: `body.goals[${index}].sentence`, message: 'Write a sentence about the goal' }] : []),
  ])
  const summary = body.summary.trim() === '' ? [{ field: 'body.summary', message: 'Write a summary' }] : []
  return [...summary, ...goals]
}

/** Actions whose date lies before the talk. `talkDate` is the talk's local date, YYYY-MM-DD. */
export function actionsBeforeTalk(body: KonklusionBody, talkDate: string): FieldError[] {
  return body.actions.flatMap(({ until }, index) =>
    until !== null && until < talkDate ? [{ field: `body.actions[${index}].until`, message: 'Choose a day on or after the day of the talk' }] : [],
  )
}
