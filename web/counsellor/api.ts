import { queryOptions } from '@tanstack/react-query'
import type { AnswerChange } from '../../src/checklist/checklist.ts'
import { call } from '../client/api.ts'
import type { Answer } from '../client/api.ts'

export type Talk = Answer<'/staff/talks', 'get'>['talks'][number]
export type TalkState = Talk['state']
export type Form = Talk['form']
export type Waiting = Talk['waiting'][number]

export type Sheet = NonNullable<Answer<'/staff/talks/:id', 'get'>['ownChecklist']>

export type FollowUp = Answer<'/staff/follow-ups', 'get'>['due'][number]

export const talksQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['staff', 'talks', from, to],
    queryFn: () => call('/staff/talks', 'get', { query: { from, to } }),
    refetchInterval: 15_000,
  })

export const followUpsQuery = queryOptions({
  queryKey: ['staff', 'follow-ups'],
  queryFn: () => call('/staff/follow-ups', 'get'),
})

export const cancelTalk = (id: string, reason: string) =>
  call('/staff/talks/:id', 'delete', { param: { id }, json: { reason } })
export const saveOwnAnswers = (id: string, answers: AnswerChange) =>
  call('/staff/talks/:id/checklist', 'put', { param: { id }, json: { answers } })
export const completeFollowUp = (id: string) => call('/staff/follow-ups/:id/completion', 'post', { param: { id } })
export const reopenFollowUp = (id: string) => call('/staff/follow-ups/:id/completion', 'delete', { param: { id } })
