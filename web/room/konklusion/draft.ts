import { actionsBeforeTalk, fitToGoals, missingBeforeReady } from '../../../src/guidance/konklusion.ts'
import { completeWebAddress } from '../../../src/words/web-address.ts'
import type { Goal, KonklusionBody } from '../room-state.ts'

export type Action = KonklusionBody['actions'][number]
export type Link = KonklusionBody['links'][number]

/** Brings a draft up to date with the goals by the server's own rule, so that both see the same. */
export function withGoals(body: KonklusionBody, goals: Goal[]): KonklusionBody {
  const inOrder = [...goals].sort((a, b) => a.position - b.position)
  return fitToGoals(
    body,
    inOrder.map((goal) => ({ goalId: goal.id, wording: goal.text, agreed: goal.state === 'agreed' })),
  )
}

export type Gap = 'summary' | 'outcome' | 'sentence' | 'action' | 'link' | 'early'

/**
 * What still has to be put right before the seeker can be shown it. Empty: it may be shown. `talkDay` is
 * `YYYY-MM-DD`.
 */
export function missing(body: KonklusionBody, talkDay: string | null = null): Gap[] {
  const early = talkDay === null ? [] : actionsBeforeTalk(body, talkDay)
  return [...new Set([...missingBeforeReady(tidy(body)), ...early].map(({ field }) => gapOf(field)))]
}

function gapOf(field: string): Gap {
  if (field.endsWith('.outcome')) return 'outcome'
  if (field.endsWith('.sentence')) return 'sentence'
  if (field.endsWith('.what')) return 'action'
  if (field.endsWith('.until')) return 'early'
  return field.endsWith('.url') ? 'link' : 'summary'
}

/** What can be stored of a draft: a day before the talk stays on the page until it is put right. */
export function withoutEarly(body: KonklusionBody, talkDay: string | null): KonklusionBody {
  const isEarly = (until: string | null) => until !== null && talkDay !== null && until < talkDay
  return {
    ...body,
    actions: body.actions.map((action) => (isEarly(action.until) ? { ...action, until: null } : action)),
  }
}

/** What is shown: without rows that were never filled in, and with whole addresses. */
export function tidy(body: KonklusionBody): KonklusionBody {
  return {
    ...body,
    actions: body.actions.filter((action) => action.what.trim() !== '' || action.until !== null),
    links: body.links
      .filter((link) => link.url.trim() !== '' || link.title.trim() !== '')
      .map((link) => ({ url: completeWebAddress(link.url) ?? link.url, title: link.title.trim() || link.url.trim() })),
  }
}

/** Replaces or takes away one of a list without touching the rest. */
export const replaceAt = <T>(list: T[], at: number, value: T): T[] =>
  list.map((each, index) => (index === at ? value : each))
export const withoutAt = <T>(list: T[], at: number): T[] => list.filter((_, index) => index !== at)
