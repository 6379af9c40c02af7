import type { TalkState } from '../meeting/meeting.ts'
import { localDate } from '../time/local-time.ts'
import { readWebAddress } from '../words/web-address.ts'

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

/** `draft`: the counsellor's alone. `ready`: the seeker reads it. `approved`: final. */
export type KonklusionState = 'draft' | 'ready' | 'approved'

/** Where one version stands. Of a talk's versions only the newest can be a draft. */
export type Standing = { version: number; state: KonklusionState }

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

/** How a Konklusion stands for each of the two. */
export type KonklusionStanding = {
  counsellor: KonklusionState
  /** `null`: they were shown none yet. */
  seeker: 'ready' | 'approved' | null
  /** The seeker has commented on what is out, and not approved it: they wait for an answer or another version. */
  commented: boolean
}

/**
 * How a Konklusion stands: for the counsellor its newest version, for the seeker the newest one that was shown.
 *
 * @param versions with `commented` where the seeker has said something of that version that nobody has answered
 */
export function standingOf(versions: readonly (Standing & { commented: boolean })[]): KonklusionStanding {
  const shown = shownVersion(versions)
  return {
    counsellor: newestOf(versions)?.state ?? 'draft',
    seeker: shown === null ? null : shown.state === 'approved' ? 'approved' : 'ready',
    commented: shown?.state === 'ready' && shown.commented,
  }
}

/**
 * True when the seeker had the last word about the version that is out, and has not approved it. As long as it waits
 * the Konklusion is not finished: the counsellor answers, and the text stays as it is, or shows another version.
 *
 * @param comments oldest first
 */
export const waitsForAnswer = (
  shown: Standing | null,
  comments: readonly { version: number; writtenBy: 'seeker' | 'counsellor' }[],
): boolean =>
  shown?.state === 'ready' && comments.findLast(({ version }) => version === shown.version)?.writtenBy === 'seeker'

/** What is left to write: a talk was held, and the seeker was shown no Konklusion yet. */
export const leftToWrite = (talk: TalkState, shown: KonklusionStanding['seeker']) => talk === 'held' && shown === null

export type FieldError = { field: string; message: string }
export type TalkGoal = { goalId: string; wording: string; agreed: boolean }

/** An empty Konklusion for these goals: where the counsellor begins. */
export const emptyBody = (goals: readonly TalkGoal[]): KonklusionBody =>
  fitToGoals({ summary: '', goals: [], actions: [], links: [] }, goals)

/**
 * The body with one entry per agreed goal, in the goals' order and in the words that they have now. A goal that
 * was agreed since comes along unanswered; one that was withdrawn since goes, but never what was written about it.
 */
export function fitToGoals(body: KonklusionBody, goals: readonly TalkGoal[]): KonklusionBody {
  const entries = goals.map(({ goalId, wording, agreed }) => {
    const written = body.goals.find((goal) => goal.goalId === goalId)
    return { agreed, entry: { goalId, wording, outcome: written?.outcome ?? null, sentence: written?.sentence ?? '' } }
  })
  return {
    ...body,
    goals: entries.filter(({ agreed, entry }) => agreed || entry.sentence.trim() !== '').map(({ entry }) => entry),
  }
}

/** Entries that speak of no goal of this talk. */
export const unknownGoals = (body: KonklusionBody, goals: readonly TalkGoal[]): FieldError[] =>
  body.goals.flatMap(({ goalId }, index) =>
    goals.some((goal) => goal.goalId === goalId)
      ? []
      : [{ field: `body.goals[${index}].goalId`, message: 'This goal is not one of the talk' }],
  )

/**
 * What keeps a body from being shown to the seeker; empty when nothing does. Fields are paths into the
 * request, such as `body.goals[1].outcome`.
 *
 * @param body fitted to the talk's goals by {@link fitToGoals}
 */
export function missingBeforeReady(body: KonklusionBody): FieldError[] {
  return [
    ...when(body.summary.trim() === '', 'body.summary', 'Write a summary'),
    ...body.goals.flatMap(({ outcome, sentence }, index) => [
      ...when(outcome === null, `body.goals[${index}].outcome`, 'Say how far the goal was reached'),
      ...when(sentence.trim() === '', `body.goals[${index}].sentence`, 'Write a sentence about the goal'),
    ]),
    ...body.actions.flatMap(({ what }, index) =>
      when(what.trim() === '', `body.actions[${index}].what`, 'Say what is to be done'),
    ),
    ...body.links.flatMap(({ url }, index) =>
      when(readWebAddress(url) === null, `body.links[${index}].url`, 'Give a whole address that begins with https://'),
    ),
  ]
}

const when = (missing: boolean, field: string, message: string): FieldError[] => (missing ? [{ field, message }] : [])

/** The talk's local date, YYYY-MM-DD. */
export const dayOfTalk = ({ startsAt, serviceZone }: { startsAt: Date; serviceZone: string }) =>
  localDate(startsAt.getTime(), serviceZone)

/** Actions whose date lies before the talk, given its {@link dayOfTalk}. */
export function actionsBeforeTalk(body: KonklusionBody, talkDate: string): FieldError[] {
  return body.actions.flatMap(({ until }, index) =>
    until !== null && until < talkDate
      ? [{ field: `body.actions[${index}].until`, message: 'Choose a day on or after the day of the talk' }]
      : [],
  )
}
