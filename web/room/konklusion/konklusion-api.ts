import { call } from '../../client/call.ts'
import type { KonklusionBody, Wall } from '../room-state.ts'

export type KonklusionForCounsellor = {
  konklusion: { version: number; state: 'draft' | 'ready' | 'approved'; body: KonklusionBody } | null
  /** Where to begin, before anything was written. */
  suggestion: KonklusionBody | null
  comments: { writtenBy: 'seeker' | 'counsellor'; text: string; at: string; version: number }[]
}

export const konklusionKey = (bookingId: string) => ['konklusion', bookingId, 'counsellor'] as const

export const readKonklusion = (bookingId: string) => call<KonklusionForCounsellor>(`/staff/talks/${bookingId}/konklusion`)
export const writeKonklusion = (bookingId: string, body: KonklusionBody) =>
  call<KonklusionForCounsellor>(`/staff/talks/${bookingId}/konklusion`, { method: 'PUT', body: { body } })
export const showKonklusion = (bookingId: string) =>
  call<KonklusionForCounsellor>(`/staff/talks/${bookingId}/konklusion/readiness`, { method: 'POST', body: {} })

export type FollowUpKind = 'none' | 'welcome_back' | 'talk' | 'check_in' | 'call'
export type FollowUpForCounsellor = {
  kind: FollowUpKind
  dueOn: string | null
  note: string | null
  question: { question: string } | null
  nextBooking?: { id: string; start: string; wall: Wall } | null
}
export type FollowUpWish = { kind: FollowUpKind; dueOn?: string; note?: string; question?: string; start?: string }
export type FreeTime = { start: string; end: string; wall: Wall }

export const agreeFollowUp = (bookingId: string, wish: FollowUpWish) =>
  call<{ followUp: FollowUpForCounsellor | null }>(`/staff/talks/${bookingId}/follow-up`, { method: 'PUT', body: wish })
export const followUpTimes = (bookingId: string) =>
  call<{ slots: FreeTime[]; serverNow: string }>(`/staff/talks/${bookingId}/follow-up/slots`)
