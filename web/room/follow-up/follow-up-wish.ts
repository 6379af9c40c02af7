import type { FollowUpKind, FollowUpWish } from '../konklusion/konklusion-api.ts'

/** What stands in the form. */
export type FollowUpWishDraft = {
  kind: FollowUpKind | null
  dueOn: string
  note: string
  question: string
  start: string
}

/** The wish to send, with only what its kind needs, or the field that is still missing. */
export function followUpWish(draft: FollowUpWishDraft): FollowUpWish | { wrong: 'dueOn' | 'start' } {
  const kind = draft.kind ?? 'none'
  const note = draft.note.trim() === '' || kind === 'none' ? {} : { note: draft.note.trim() }
  switch (kind) {
    case 'none':
    case 'welcome_back':
      return { kind, ...note }
    case 'talk':
      return draft.start === '' ? { wrong: 'start' } : { kind, start: draft.start, ...note }
    case 'call':
      return draft.dueOn === '' ? { wrong: 'dueOn' } : { kind, dueOn: draft.dueOn, ...note }
    case 'check_in': {
      if (draft.dueOn === '') return { wrong: 'dueOn' }
      const question = draft.question.trim() === '' ? {} : { question: draft.question.trim() }
      return { kind, dueOn: draft.dueOn, ...question, ...note }
    }
  }
}
