import { queryOptions } from '@tanstack/react-query'
import type { AnswerChange } from '../../src/checklist/checklist.ts'
import { call } from '../client/api.ts'
import type { Answer, Body } from '../client/api.ts'

export type Talk = Answer<'/staff/talks', 'get'>['talks'][number]
export type TalkState = Talk['state']
export type Form = Talk['form']
export type Waiting = Talk['waiting'][number]

export type WholeTalk = Answer<'/staff/talks/:id', 'get'>
export type Sheet = NonNullable<WholeTalk['ownChecklist']>
export type Outcome = Body<'/staff/talks/:id/ending', 'post'>['outcome']

export type FollowUp = Answer<'/staff/follow-ups', 'get'>['due'][number]

export const talksQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['staff', 'talks', from, to],
    queryFn: () => call('/staff/talks', 'get', { query: { from, to } }),
    refetchInterval: 15_000,
  })

export const waitingQuery = queryOptions({
  queryKey: ['staff', 'waiting'],
  queryFn: () => call('/staff/waiting', 'get'),
  refetchInterval: 4_000,
})

export const talkQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff', 'talk', id],
    queryFn: () => call('/staff/talks/:id', 'get', { param: { id } }),
    refetchInterval: 15_000,
  })

export const followUpsQuery = queryOptions({
  queryKey: ['staff', 'follow-ups'],
  queryFn: () => call('/staff/follow-ups', 'get'),
})

export const cancelTalk = (id: string, reason: string) =>
  call('/staff/talks/:id', 'delete', { param: { id }, json: { reason } })
export const decideAtDoor = (
  id: string,
  participantId: string,
  decision: 'admit' | 'wait' | 'decline',
  message?: string,
) => call('/staff/talks/:id/door/:participantId', 'post', { param: { id, participantId }, json: { decision, message } })
export const saveOwnAnswers = (id: string, answers: AnswerChange) =>
  call('/staff/talks/:id/checklist', 'put', { param: { id }, json: { answers } })
export const endTalk = (id: string, outcome: Outcome) =>
  call('/staff/talks/:id/ending', 'post', { param: { id }, json: { outcome } })
export const completeFollowUp = (id: string) => call('/staff/follow-ups/:id/completion', 'post', { param: { id } })
export const reopenFollowUp = (id: string) => call('/staff/follow-ups/:id/completion', 'delete', { param: { id } })
