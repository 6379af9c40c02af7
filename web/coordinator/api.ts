import { queryOptions } from '@tanstack/react-query'
import type { ChecklistItem } from '../../src/checklist/checklist.ts'
import type { Text } from '../../src/http/language.ts'
import { call } from '../client/call.ts'
import type { Locale } from '../i18n/locale.ts'

export type Form = 'video' | 'audio' | 'phone' | 'text'

export type ServiceFields = {
  title: Text
  purpose: Text
  minutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  minNoticeMinutes: number
  maxNoticeDays: number
  gridMinutes: number
  forms: Form[]
  languages: string[]
  zone: string
  method: string
  checklistTemplateId: string | null
  cancelUntilMinutes: number
  doorOpensMinutes: number
  active: boolean
  counsellorIds: string[]
}
export type Service = ServiceFields & { id: string }

export type Colleague = {
  id: string
  name: string
  email: string
  counsellor: boolean
  coordinator: boolean
  language: Locale
  talkLanguages: string[]
  zone: string
  active: boolean
  /** Booked talks that are still to come. */
  talksAhead: number
}
export type ColleagueFields = Omit<Colleague, 'id' | 'active' | 'talksAhead'>

export type Checklist = { id: string; title: Text; version: number; items: ChecklistItem[]; versions: { version: number; createdAt: string }[] }

export type LetterState = 'pending' | 'sent' | 'dead' | 'withdrawn'
export type Letter = { id: string; kind: string; recipient: 'seeker' | 'counsellor'; state: LetterState; attempts: number; reason: string | null; wall: { start: string } | null; dueAt: string }

export type Mail = { id: string; to: string; subject: string; caughtAt: string }
export type WholeMail = Mail & { text: string; html: string; calendar: string | null }

export const servicesQuery = queryOptions({
  queryKey: ['staff', 'services'],
  queryFn: () => call<{ services: Service[]; methods: { id: string; name: Text }[] }>('/staff/services'),
})
export const colleaguesQuery = queryOptions({ queryKey: ['staff', 'counsellors'], queryFn: () => call<{ counsellors: Colleague[] }>('/staff/counsellors') })
export const checklistsQuery = queryOptions({
  queryKey: ['staff', 'checklists'],
  queryFn: () => call<{ checklists: { id: string; title: Text; version: number; itemCount: number }[] }>('/staff/checklists'),
})
export const checklistQuery = (id: string) => queryOptions({ queryKey: ['staff', 'checklists', id], queryFn: () => call<Checklist>(`/staff/checklists/${id}`), staleTime: Infinity })
export const lettersQuery = (state: LetterState, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['staff', 'letters', state, cursor],
    queryFn: () => call<{ letters: Letter[]; next: string | null }>('/staff/letters', { query: { state, cursor } }),
    refetchInterval: 15_000,
  })
/** `/staff/mailbox` for a coordinator, `/mailbox` for whoever sits at the machine. */
export type MailboxAddress = '/staff/mailbox' | '/mailbox'

export const mailboxQuery = (address: MailboxAddress, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['staff', address, cursor],
    queryFn: () => call<{ mails: Mail[]; next: string | null }>(address, { query: { cursor } }),
    refetchInterval: 5_000,
  })
export const mailQuery = (address: MailboxAddress, id: string) =>
  queryOptions({ queryKey: ['staff', address, 'mail', id], queryFn: () => call<WholeMail>(`${address}/${id}`) })

export const addService = (fields: ServiceFields) => call<Service>('/staff/services', { method: 'POST', body: fields })
export const changeService = (id: string, change: Partial<ServiceFields>) => call<Service>(`/staff/services/${id}`, { method: 'PATCH', body: change })
export const inviteColleague = (fields: ColleagueFields) => call<Colleague>('/staff/counsellors', { method: 'POST', body: fields })
export const changeColleague = (id: string, change: Partial<Omit<Colleague, 'id' | 'email' | 'talksAhead'>>) => call<Colleague>(`/staff/counsellors/${id}`, { method: 'PATCH', body: change })
export const addChecklist = (title: Text, items: ChecklistItem[]) => call<Checklist>('/staff/checklists', { method: 'POST', body: { title, items } })
export const addChecklistVersion = (id: string, title: Text, items: ChecklistItem[], basedOn: number) =>
  call<Checklist>(`/staff/checklists/${id}/versions`, { method: 'POST', body: { title, items, basedOn } })
export const sendAgain = (id: string) => call(`/staff/letters/${id}/sending`, { method: 'POST', body: {} })
