import { call, callForFile } from '../client/api.ts'
import type { Answer, Body } from '../client/api.ts'
import type { AnswerChange, ChecklistItem, ItemAnswer } from '../../src/checklist/checklist.ts'
import type { PublicPage } from '../../src/people/public-page.ts'
import type { Language } from '../../src/words/language.ts'
import type { Form } from '../../src/availability/form.ts'

export type { ChecklistItem, Form, ItemAnswer }

export type Service = Answer<'/services', 'get'>['services'][number]
export type Slot = Answer<'/services/:id/slots', 'get'>['slots'][number]
/** A time that may be taken instead. */
export type Alternative = Omit<Slot, 'free'>

export type Order = Body<'/bookings', 'post'>
export type Booked = Answer<'/bookings', 'post'>

export type CaseTalk = Answer<'/case', 'get'>['talks'][number]
export type KeptUntil = NonNullable<Answer<'/case', 'get'>['keptUntil']>
export type PlannedErasure = NonNullable<Answer<'/case', 'get'>['erasure']>
/** As its seeker reads it; a companion's answer goes without what only the seeker knows. */
export type Talk = Answer<'/bookings/:id', 'get'>
type TalkChange = Body<'/bookings/:id', 'patch'>
export type Companion = Answer<'/bookings/:id/companions', 'get'>['companions'][number]
export type Checklist = Answer<'/bookings/:id/checklist', 'get'>
export type FollowUp = NonNullable<Answer<'/bookings/:id/follow-up', 'get'>['followUp']>

type Secret = string | null

export const publicPage = ({
  page,
  ...query
}: {
  page: PublicPage
  organisation?: string | undefined
  language: Language
}) => call('/pages/:page', 'get', { param: { page }, query })
export const about = () => call('/about', 'get')
export const services = () => call('/services', 'get').then((answer) => answer.services)
/** With `moving`: times to which that talk may be moved, with the counsellor it has. */
export const slots = (
  id: string,
  query: { from: string; to: string; zone: string; language?: string; moving?: string },
  secret: Secret = null,
) => call('/services/:id/slots', 'get', { param: { id }, query, secret })
export const book = (order: Order, idempotencyKey: string, secret: Secret) =>
  call('/bookings', 'post', { json: order, idempotencyKey, secret })
export const enterCase = (code: string) => call('/case/entry', 'post', { json: { code } })
export const askForOneTimeLink = (email: string) => call('/case/link', 'post', { json: { email } })
export const openWithLink = (token: string) => call('/case/link/entry', 'post', { json: { token } })

/** Ends every key that the case had. */
export const renewKeys = (secret: Secret, idempotencyKey: string) =>
  call('/case/keys', 'post', { secret, idempotencyKey })
export const openingsOf = (secret: Secret) => call('/case/openings', 'get', { secret })
export const closeOthers = (secret: Secret) => call('/case/openings', 'delete', { secret })
/** `here`: this device. */
export const closeOpening = (openingId: string, secret: Secret) =>
  call('/case/openings/:openingId', 'delete', { param: { openingId }, secret })

export type LetterStop = Answer<'/letter-stops/:token', 'get'>
export const letterStop = (token: string) => call('/letter-stops/:token', 'get', { param: { token } })
export const stopLetters = (token: string) => call('/letter-stops/:token', 'post', { param: { token } })
export const allowLetters = (token: string) => call('/letter-stops/:token', 'delete', { param: { token } })

/** Everything goes ten minutes later, unless it is taken back. */
export const askErasure = (secret: Secret) => call('/case/erasure', 'post', { secret })
export const takeBackErasure = (secret: Secret) => call('/case/erasure', 'delete', { secret })

/** All that is kept of the seeker, as a page or for a program. */
export const exportOf = (secret: Secret, accept: 'text/html' | 'application/json') =>
  callForFile('/case/export', { secret, accept })

export const caseOf = (secret: Secret) => call('/case', 'get', { secret })
export const talkOf = (id: string, secret: Secret) => call('/bookings/:id', 'get', { param: { id }, secret })
export const changeTalk = (id: string, change: TalkChange, secret: Secret) =>
  call('/bookings/:id', 'patch', { param: { id }, json: change, secret })
export const cancelTalk = (id: string, reason: string, secret: Secret) =>
  call('/bookings/:id', 'delete', { param: { id }, json: { reason }, secret })
export const calendarFile = (id: string, secret: Secret) =>
  callForFile('/bookings/:id/calendar.ics', { param: { id }, secret })

export const companionsOf = (id: string, secret: Secret) =>
  call('/bookings/:id/companions', 'get', { param: { id }, secret })
export const inviteCompanion = (id: string, label: string, secret: Secret) =>
  call('/bookings/:id/companions', 'post', { param: { id }, json: { label }, secret })
export const takeBackCompanion = (id: string, companionId: string, secret: Secret) =>
  call('/bookings/:id/companions/:companionId', 'delete', { param: { id, companionId }, secret })
export const companionMe = (secret: Secret) => call('/companion', 'get', { secret })

export const checklistOf = (id: string, secret: Secret) =>
  call('/bookings/:id/checklist', 'get', { param: { id }, secret })
export const answerChecklist = (id: string, answers: AnswerChange, secret: Secret) =>
  call('/bookings/:id/checklist', 'put', { param: { id }, json: { answers }, secret })

export const giveFeedback = (id: string, said: Body<'/bookings/:id/feedback', 'post'>, secret: Secret) =>
  call('/bookings/:id/feedback', 'post', { param: { id }, json: said, secret })

export const followUpOf = (id: string, secret: Secret) =>
  call('/bookings/:id/follow-up', 'get', { param: { id }, secret })
export const replyFollowUp = (id: string, reply: Body<'/bookings/:id/follow-up/reply', 'post'>, secret: Secret) =>
  call('/bookings/:id/follow-up/reply', 'post', { param: { id }, json: reply, secret })
