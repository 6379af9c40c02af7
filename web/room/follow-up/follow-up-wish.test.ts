import { expect, it } from 'vitest'
import { followUpWish, type FollowUpWishDraft } from './follow-up-wish.ts'

const draft = (more: Partial<FollowUpWishDraft>): FollowUpWishDraft => ({
  kind: null,
  dueOn: '2026-12-01',
  note: ' Call the school ',
  question: 'How close?',
  start: '2026-12-01T13:00:00Z',
  ...more,
})

it.each([
  ['nothing more carries nothing', draft({ kind: 'none' }), { kind: 'none' }],
  ['welcome back has no date', draft({ kind: 'welcome_back', note: '' }), { kind: 'welcome_back' }],
  ['a talk has a time', draft({ kind: 'talk', note: '' }), { kind: 'talk', start: '2026-12-01T13:00:00Z' }],
  ['a talk without a time is not sent', draft({ kind: 'talk', start: '' }), { wrong: 'start' }],
  [
    'a call has a day and no question',
    draft({ kind: 'call' }),
    { kind: 'call', dueOn: '2026-12-01', note: 'Call the school' },
  ],
  [
    'a check-in asks',
    draft({ kind: 'check_in', note: '' }),
    { kind: 'check_in', dueOn: '2026-12-01', question: 'How close?' },
  ],
  ['a check-in without a day is not sent', draft({ kind: 'check_in', dueOn: '' }), { wrong: 'dueOn' }],
])('%s', (_, given, expected) => {
  expect(followUpWish(given)).toEqual(expected)
})
