import { call } from '../../client/api.ts'
import type { Answer, Body } from '../../client/api.ts'
import type { KonklusionBody } from '../room-state.ts'

export type KonklusionForCounsellor = Answer<'/staff/talks/:id/konklusion', 'get'>

export type ShownVersion = KonklusionForCounsellor['earlierVersions'][number]

/** What the seeker has: the newest version that is no draft. */
export const shownOf = ({ konklusion, earlierVersions }: KonklusionForCounsellor): ShownVersion | null =>
  (konklusion?.state === 'draft' ? earlierVersions.at(-1) : konklusion) ?? null

export const konklusionKey = (bookingId: string) => ['konklusion', bookingId, 'counsellor'] as const

export const readKonklusion = (id: string) => call('/staff/talks/:id/konklusion', 'get', { param: { id } })
export const writeKonklusion = (id: string, body: KonklusionBody) =>
  call('/staff/talks/:id/konklusion', 'put', { param: { id }, json: { body } })
export const answerComment = (id: string, text: string) =>
  call('/staff/talks/:id/konklusion/answers', 'post', { param: { id }, json: { text } })
export const showKonklusion = (id: string) => call('/staff/talks/:id/konklusion/readiness', 'post', { param: { id } })

export type FollowUpForCounsellor = NonNullable<Answer<'/staff/talks/:id/follow-up', 'put'>['followUp']>
export type FollowUpWish = Body<'/staff/talks/:id/follow-up', 'put'>
export type FollowUpKind = FollowUpWish['kind']
export type FreeTime = Answer<'/staff/talks/:id/follow-up/slots', 'get'>['slots'][number]

export const agreeFollowUp = (id: string, wish: FollowUpWish) =>
  call('/staff/talks/:id/follow-up', 'put', { param: { id }, json: wish })
export const followUpTimes = (id: string) =>
  call('/staff/talks/:id/follow-up/slots', 'get', { param: { id }, query: {} })
