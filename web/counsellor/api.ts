import { queryOptions } from '@tanstack/react-query'
import type { ChecklistItem, ItemAnswer } from '../../src/checklist/checklist.ts'
import type { KonklusionBody } from '../../src/guidance/konklusion.ts'
import type { Text } from '../../src/http/language.ts'
import { call } from '../client/call.ts'
import type { Wall } from '../i18n/time.ts'

export type TalkState = 'booked' | 'cancelled' | 'held' | 'no_show_seeker' | 'no_show_counsellor' | 'broken_off'
export type Form = 'video' | 'audio' | 'phone' | 'text'

export type Waiting = { participantId: string; role: 'seeker' | 'companion'; label: string | null; since: string; state: 'waiting' | 'asked_to_wait' }

export type Talk = {
  id: string
  state: TalkState
  form: Form
  language: string
  start: string
  end: string
  wall: Wall
  serviceTitle: Text
  alias: string | null
  topic: string | null
  goals: string[]
  readiness: number | null
  checklist: { answered: number; total: number }
  waiting: Waiting[]
  roomOpen: boolean
  konklusion: null | 'draft' | 'ready' | 'approved'
  toWrite: boolean
  /** The seeker has said something about the Konklusion that is out. */
  commented: boolean
  companions: number
}

export type Sheet = { version: number; items: ChecklistItem[]; answers: Record<string, ItemAnswer>; completedAt: string | null; answered: number; total: number }

export type FollowUpKind = 'none' | 'welcome_back' | 'talk' | 'check_in' | 'call'

export type WholeTalk = Talk & {
  serviceWall: Wall
  seekerAnswers: { items: ChecklistItem[]; answers: Record<string, ItemAnswer> } | null
  ownChecklist: Sheet | null
  companionsList: { id: string; label: string }[]
  earlier: { id: string; start: string; wall: Wall; konklusion: KonklusionBody | null }[]
  letters: { kind: string; recipient: string; state: string; sentAt: string | null; dueAt: string }[]
  notes: string
  outcome: TalkState | null
  serverNow: string
  cancelReason: string | null
  cancelledBy: 'seeker' | 'counsellor' | null
  phone: string | null
  followUp: { kind: FollowUpKind; dueOn: string | null; note: string | null; reply: string | null; repliedAt: string | null; doneAt: string | null; question: { question: string; value: number | null } | null; nextBooking?: { id: string; wall: Wall } } | null
}

export type FollowUp = {
  bookingId: string
  kind: FollowUpKind
  dueOn: string | null
  note: string | null
  reply: string | null
  value: number | null
  repliedAt: string | null
  doneAt: string | null
  alias: string | null
  serviceTitle: Text
  wall: Wall
  phone: string | null
  nextBooking: { id: string; state: TalkState; start: string; wall: Wall } | null
}

export const talksQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['staff', 'talks', from, to],
    queryFn: () => call<{ talks: Talk[]; leftToWrite: Talk[]; commented: Talk[]; serverNow: string; today: string }>('/staff/talks', { query: { from, to } }),
    refetchInterval: 15_000,
  })

export const waitingQuery = queryOptions({
  queryKey: ['staff', 'waiting'],
  queryFn: () =>
    call<{ waiting: { bookingId: string; participantId: string; role: string; label: string | null; alias: string | null; since: string; state: string }[] }>('/staff/waiting'),
  refetchInterval: 4_000,
})

export const talkQuery = (id: string) =>
  queryOptions({ queryKey: ['staff', 'talk', id], queryFn: () => call<WholeTalk>(`/staff/talks/${id}`), refetchInterval: 15_000 })

export const followUpsQuery = queryOptions({
  queryKey: ['staff', 'follow-ups'],
  queryFn: () => call<{ late: FollowUp[]; due: FollowUp[]; done: FollowUp[] }>('/staff/follow-ups'),
})

export const cancelTalk = (id: string, reason: string) =>
  call<WholeTalk>(`/staff/talks/${id}`, { method: 'DELETE', body: reason.trim() ? { reason: reason.trim() } : {} })
export const decideAtDoor = (id: string, participantId: string, decision: 'admit' | 'wait' | 'decline', message?: string) =>
  call(`/staff/talks/${id}/door/${participantId}`, { method: 'POST', body: message ? { decision, message } : { decision } })
export const saveNotes = (id: string, text: string) => call(`/staff/talks/${id}/notes`, { method: 'PUT', body: { text } })
export const saveOwnAnswers = (id: string, answers: Record<string, ItemAnswer | null>) =>
  call<Sheet>(`/staff/talks/${id}/checklist`, { method: 'PUT', body: { answers } })
export const endTalk = (id: string, outcome: Exclude<TalkState, 'booked' | 'cancelled'>) =>
  call(`/staff/talks/${id}/ending`, { method: 'POST', body: { outcome } })
export const completeFollowUp = (id: string) => call(`/staff/follow-ups/${id}/completion`, { method: 'POST', body: {} })
export const reopenFollowUp = (id: string) => call(`/staff/follow-ups/${id}/completion`, { method: 'DELETE' })
