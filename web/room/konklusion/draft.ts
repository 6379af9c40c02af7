import type { Goal, KonklusionBody } from '../room-state.ts'

export type GoalOutcome = KonklusionBody['goals'][number]['outcome']
export type Action = KonklusionBody['actions'][number]
export type Link = KonklusionBody['links'][number]

export const outcomes: readonly GoalOutcome[] = ['reached', 'partly', 'not_yet', 'passed_on']

export const emptyKonklusion: KonklusionBody = { summary: '', goals: [], actions: [], links: [] }

/**
 * Brings a draft up to date with the agreed goals: a goal that was renewed gets its new wording and keeps what was
 * written; a goal that is no longer agreed goes, unless something has been written about it.
 */
export function withGoals(body: KonklusionBody, goals: Goal[]): KonklusionBody {
  const agreed = goals.filter((goal) => goal.state === 'agreed').sort((a, b) => a.position - b.position)
  const current = agreed.map((goal) => {
    const written = body.goals.find((each) => each.goalId === goal.id)
    return { goalId: goal.id, wording: goal.text, outcome: written?.outcome ?? 'reached', sentence: written?.sentence ?? '' } as const
  })
  const kept = body.goals.filter((each) => each.sentence.trim() !== '' && !agreed.some((goal) => goal.id === each.goalId))
  return { ...body, goals: [...current, ...kept] }
}

/** What still has to be written before the seeker can be shown it. Empty: it may be shown. */
export function missing(body: KonklusionBody): ('summary' | 'action' | 'link')[] {
  const gaps: ('summary' | 'action' | 'link')[] = []
  if (body.summary.trim() === '') gaps.push('summary')
  if (body.actions.some((action) => action.what.trim() === '')) gaps.push('action')
  if (body.links.some((link) => !mayShare(link.url))) gaps.push('link')
  return gaps
}

/** True for an address that may be shared: only the web's own, never `javascript:` or a file. */
export function mayShare(url: string): boolean {
  return webAddress(url) !== null
}

/** A written address made whole (`su.se` becomes `https://su.se/`), or `null` when it is none. */
export function webAddress(written: string): string | null {
  const text = written.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || !url.hostname.includes('.')) return null
  return url.href
}

/** Replaces, adds or takes away one of a list without touching the rest. */
export const replaceAt = <T>(list: T[], at: number, value: T): T[] => list.map((each, index) => (index === at ? value : each))
export const withoutAt = <T>(list: T[], at: number): T[] => list.filter((_, index) => index !== at)
