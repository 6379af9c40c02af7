import { queryOptions } from '@tanstack/react-query'
import { call } from '../client/api.ts'
import type { Answer, Body } from '../client/api.ts'
import { ApiProblem } from '../client/problem.ts'

// One talk of one's own and its door, for the counsellor's pages and the room alike.

export type WholeTalk = Answer<'/staff/talks/:id', 'get'>
export type Outcome = Body<'/staff/talks/:id/ending', 'post'>['outcome']
export type Decision = Body<'/staff/talks/:id/door/:personId', 'post'>['decision']

export const talkQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff', 'talk', id],
    queryFn: () => call('/staff/talks/:id', 'get', { param: { id } }),
    refetchInterval: 15_000,
  })

/** Everybody who stands at a door of one's own. */
export const waitingQuery = queryOptions({
  queryKey: ['staff', 'waiting'],
  queryFn: () => call('/staff/waiting', 'get'),
  refetchInterval: 4_000,
})

export const decideAtDoor = (id: string, personId: string, decision: Decision, message?: string) =>
  call('/staff/talks/:id/door/:personId', 'post', { param: { id, personId }, json: { decision, message } })

/** True when a decision came to nobody: whom it was about has left the door. */
export const hasLeft = (error: unknown) => error instanceof ApiProblem && error.status === 404

export const endTalk = (id: string, outcome: Outcome) =>
  call('/staff/talks/:id/ending', 'post', { param: { id }, json: { outcome } })
