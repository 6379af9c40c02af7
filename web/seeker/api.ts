import { call, callForFile } from '../client/call.ts'
import type { Wall } from '../i18n/time.ts'
import type { ChecklistItem, ItemAnswer } from '../../src/checklist/checklist.ts'
import type { BookingState, Form } from '../../src/booking/booking.ts'
import type { KonklusionBody } from '../../src/guidance/konklusion.ts'
import type { Language, Text } from '../../src/http/language.ts'

export type { BookingState, ChecklistItem, Form, ItemAnswer, KonklusionBody, Text }

export type Organisation = { name: string; sample: boolean }
export type About = { organisation: Organisation | null; video: boolean; mailbox: boolean; setUp: boolean }

export type Service = {
  id: string
  title: Text
  purpose: Text
  minutes: number
  forms: Form[]
  languages: string[]
  zone: string
  organisation: { id: string; name: string }
  cancelUntilMinutes: number
  doorOpensMinutes: number
  maxNoticeDays: number
}

export type Slot = { start: string; end: string; free: number; wall: Wall }
/** A time that may be taken instead. */
export type Alternative = { start: string; end: string; wall: Wall }

export type Order = {
  serviceId: string
  start: string
  form: Form
  language: string
  zone: string
  lettersLanguage: Language
  alias?: string
  email?: string
  phone?: string
  topic?: string
  fullSubjects?: boolean
}

export type Booked = { id: string; secret: string; code: string | null; start: string; end: string; wall: Wall }

export type KonklusionState = 'ready' | 'approved' | null

export type CaseTalk = {
  id: string
  state: BookingState
  form: Form
  start: string
  end: string
  wall: Wall
  serviceTitle: Text
  counsellorName: string
  konklusion: KonklusionState
  checklistComplete: boolean | null
}

export type FollowUpKind = 'none' | 'welcome_back' | 'talk' | 'check_in' | 'call'

export type Talk = {
  id: string
  state: BookingState
  form: Form
  formsOffered: Form[]
  language: string
  start: string
  end: string
  wall: Wall
  serviceWall: Wall
  service: { id: string; title: Text; minutes: number; zone: string; cancelUntilMinutes: number; doorOpensMinutes: number; method: string }
  counsellor: { name: string }
  organisation: Organisation
  alias?: string | null
  email?: string | null
  phone?: string | null
  topic?: string | null
  fullSubjects?: boolean
  mayChange: boolean
  mayChangeUntil: string
  doorOpensAt: string
  checklist: { items: number; answered: number } | null
  version: number
  cancelReason: string | null
  cancelledBy: 'seeker' | 'counsellor' | null
  followUp?: { kind: FollowUpKind; dueOn: string | null; repliedAt?: string | null } | null
  konklusion: KonklusionState
}

export type TalkChange = {
  start?: string
  form?: Form
  email?: string | null
  phone?: string | null
  alias?: string | null
  topic?: string | null
  fullSubjects?: boolean
  lettersLanguage?: Language
}

export type Companion = { id: string; label: string; createdAt: string; openedAt: string | null; revokedAt: string | null }

export type Checklist = {
  version: number
  items: ChecklistItem[]
  answers: Record<string, ItemAnswer>
  completedAt: string | null
  answered: number
  total: number
}

export type Konklusion = { version: number; state: 'ready' | 'approved'; body: KonklusionBody; readyAt: string | null; approvedAt: string | null; wall: Wall; statedOn: string }
export type KonklusionAnswer = {
  konklusion: Konklusion | null
  earlierVersions: Konklusion[]
  comments: { writtenBy: 'seeker' | 'counsellor'; text: string; at: string; version: number }[]
  /** Scale questions as they were answered at the start and at the end of the talk. */
  readings: { question: string; start: number | null; end: number | null }[]
}

export type FollowUp = {
  kind: FollowUpKind
  dueOn: string | null
  note: string | null
  nextBooking?: { id: string; start: string; wall: Wall } | null
  question: { question: string; value: number | null } | null
  reply: string | null
  repliedAt: string | null
  doneAt: string | null
}

type Secret = string | null

export const about = () => call<About>('/about')
export const services = () => call<{ services: Service[] }>('/services').then((answer) => answer.services)
/** With `moving`: times to which that talk may be moved, with the counsellor it has. */
export const slots = (serviceId: string, query: { from: string; to: string; zone: string; language?: string; moving?: string }, secret: Secret = null) =>
  call<{ slots: Slot[]; zone: string }>(`/services/${serviceId}/slots`, { query, secret })
export const book = (order: Order, idempotencyKey: string, secret: Secret) =>
  call<Booked>('/bookings', { method: 'POST', body: order, idempotencyKey, secret })
export const enterCase = (code: string) => call<{ secret: string }>('/case/entry', { method: 'POST', body: { code } })

export const caseOf = (secret: Secret) => call<{ talks: CaseTalk[] }>('/case', { secret })
export const talkOf = (id: string, secret: Secret) => call<Talk>(`/bookings/${id}`, { secret })
export const changeTalk = (id: string, change: TalkChange, secret: Secret) => call<Talk>(`/bookings/${id}`, { method: 'PATCH', body: change, secret })
export const cancelTalk = (id: string, reason: string, secret: Secret) =>
  call<Talk>(`/bookings/${id}`, { method: 'DELETE', body: reason.trim() === '' ? {} : { reason: reason.trim() }, secret })
export const calendarFile = (id: string, secret: Secret) => callForFile(`/bookings/${id}/calendar.ics`, { secret })

export const companionsOf = (id: string, secret: Secret) => call<{ companions: Companion[] }>(`/bookings/${id}/companions`, { secret })
export const inviteCompanion = (id: string, label: string, secret: Secret) =>
  call<{ id: string; secret: string }>(`/bookings/${id}/companions`, { method: 'POST', body: { label }, secret })
export const takeBackCompanion = (id: string, companionId: string, secret: Secret) =>
  call<unknown>(`/bookings/${id}/companions/${companionId}`, { method: 'DELETE', secret })
export const companionMe = (secret: Secret) => call<{ companionId: string; bookingId: string }>('/companion', { secret })

export const checklistOf = (id: string, secret: Secret) => call<Checklist>(`/bookings/${id}/checklist`, { secret })
export const answerChecklist = (id: string, answers: Record<string, ItemAnswer | null>, secret: Secret) =>
  call<Checklist>(`/bookings/${id}/checklist`, { method: 'PUT', body: { answers }, secret })

export const konklusionOf = (id: string, secret: Secret) => call<KonklusionAnswer>(`/bookings/${id}/konklusion`, { secret })
export const commentKonklusion = (id: string, text: string, secret: Secret) =>
  call<unknown>(`/bookings/${id}/konklusion/comments`, { method: 'POST', body: { text }, secret })
export const approveKonklusion = (id: string, version: number, secret: Secret) =>
  call<unknown>(`/bookings/${id}/konklusion/approval`, { method: 'POST', body: { version }, secret })

export const followUpOf = (id: string, secret: Secret) => call<{ followUp: FollowUp | null }>(`/bookings/${id}/follow-up`, { secret })
export const replyFollowUp = (id: string, reply: { value?: number; text?: string }, secret: Secret) =>
  call<unknown>(`/bookings/${id}/follow-up/reply`, { method: 'POST', body: reply, secret })
