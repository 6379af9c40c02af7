import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { PublicPage } from '../../src/people/public-page.ts'
import type { Language } from '../../src/words/language.ts'
import { call } from '../client/api.ts'
import type { Answer, Body } from '../client/api.ts'

export type Service = Answer<'/staff/services', 'get'>['services'][number]
export type ServiceFields = Omit<Service, 'id'>
export type Form = Service['forms'][number]

export type Colleague = Answer<'/staff/counsellors', 'get'>['counsellors'][number]
export type ColleagueFields = Omit<Colleague, 'id' | 'active' | 'talksAhead' | 'invitation'>

export type Checklist = Answer<'/staff/checklists/:id', 'get'>

export type Letter = Answer<'/staff/letters', 'get'>['letters'][number]
export type LetterState = Letter['state']

export type Mail = Answer<'/staff/mailbox', 'get'>['mails'][number]

export const servicesQuery = queryOptions({
  queryKey: ['staff', 'services'],
  queryFn: () => call('/staff/services', 'get'),
})
export const colleaguesQuery = queryOptions({
  queryKey: ['staff', 'counsellors'],
  queryFn: () => call('/staff/counsellors', 'get'),
})
export const checklistsQuery = queryOptions({
  queryKey: ['staff', 'checklists'],
  queryFn: () => call('/staff/checklists', 'get'),
})
export const checklistQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff', 'checklists', id],
    queryFn: () => call('/staff/checklists/:id', 'get', { param: { id } }),
    staleTime: Infinity,
  })
export const lettersQuery = (state: LetterState, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['staff', 'letters', state, cursor],
    queryFn: () => call('/staff/letters', 'get', { query: { state, cursor } }),
    refetchInterval: 15_000,
  })
/** `/staff/mailbox` for a coordinator, `/mailbox` for whoever sits at the machine. */
export type MailboxAddress = '/staff/mailbox' | '/mailbox'

export const mailboxQuery = (address: MailboxAddress, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['staff', address, cursor],
    queryFn: () => call(address, 'get', { query: { cursor } }),
    refetchInterval: 5_000,
  })
export const mailQuery = (address: MailboxAddress, id: string) =>
  queryOptions({
    queryKey: ['staff', address, 'mail', id],
    queryFn: () => call(`${address}/:id`, 'get', { param: { id } }),
  })

type AuditAsked = { kind: AuditKind | undefined; staffId: string | undefined; cursor: string | undefined }
export type AuditEntry = Answer<'/staff/audit', 'get'>['entries'][number]
export type AuditKind = AuditEntry['kind']

export const auditQuery = (asked: AuditAsked) =>
  queryOptions({
    queryKey: ['staff', 'audit', asked],
    queryFn: () => call('/staff/audit', 'get', { query: asked }),
    placeholderData: keepPreviousData,
  })

export const feedbackQuery = queryOptions({
  queryKey: ['staff', 'feedback'],
  queryFn: () => call('/staff/feedback', 'get'),
})
export type FeedbackQuarter = Answer<'/staff/feedback', 'get'>['quarters'][number]

export const retentionQuery = queryOptions({
  queryKey: ['staff', 'retention'],
  queryFn: () => call('/staff/retention', 'get'),
})
export type Retention = Answer<'/staff/retention', 'get'>['days']
export const setRetention = (days: Retention) => call('/staff/retention', 'put', { json: days })

export type EditedPart = Answer<'/staff/pages/:page', 'get'>['parts'][number]
export type PublicContact = Answer<'/staff/contact', 'get'>

export const editedPageQuery = (page: PublicPage, language: Language) =>
  queryOptions({
    queryKey: ['staff', 'pages', page, language],
    queryFn: () => call('/staff/pages/:page', 'get', { param: { page }, query: { language } }),
  })
export const setOwnText = (page: PublicPage, language: Language, texts: Body<'/staff/pages/:page', 'put'>['texts']) =>
  call('/staff/pages/:page', 'put', { param: { page }, json: { language, texts } })
export const publicContactQuery = queryOptions({
  queryKey: ['staff', 'contact'],
  queryFn: () => call('/staff/contact', 'get'),
})
export const setPublicContact = (contact: PublicContact) => call('/staff/contact', 'put', { json: contact })

export const addService = (fields: ServiceFields) => call('/staff/services', 'post', { json: fields })
export const changeService = (id: string, change: Body<'/staff/services/:id', 'patch'>) =>
  call('/staff/services/:id', 'patch', { param: { id }, json: change })
export const inviteColleague = (fields: ColleagueFields) => call('/staff/counsellors', 'post', { json: fields })
export const inviteAgain = (id: string) => call('/staff/counsellors/:id/invitation', 'post', { param: { id } })
export const changeColleague = (id: string, change: Body<'/staff/counsellors/:id', 'patch'>) =>
  call('/staff/counsellors/:id', 'patch', { param: { id }, json: change })
export const addChecklist = (fields: Body<'/staff/checklists', 'post'>) =>
  call('/staff/checklists', 'post', { json: fields })
export const addChecklistVersion = (id: string, fields: Body<'/staff/checklists/:id/versions', 'post'>) =>
  call('/staff/checklists/:id/versions', 'post', { param: { id }, json: fields })
export const sendAgain = (id: string) => call('/staff/letters/:id/sending', 'post', { param: { id } })
