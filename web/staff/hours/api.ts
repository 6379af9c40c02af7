import { queryOptions } from '@tanstack/react-query'
import { call } from '../../client/api.ts'
import type { Answer, Body } from '../../client/api.ts'

export type Hours = Answer<'/staff/hours', 'get'>
export type Weekly = Hours['weekly'][number]
export type Exception = Hours['exceptions'][number]
/** A talk that falls in an absence: it stands until somebody moves or cancels it. */
export type Conflict = Hours['conflicts'][number]
export type NewWeekly = Body<'/staff/hours/weekly', 'post'>
type NewException = Body<'/staff/hours/exceptions', 'post'>

// Own hours, or with `staffId` those of a colleague whom a coordinator plans for. Every call answers with all hours
// as they are now.

export const hoursQuery = (staffId?: string) =>
  queryOptions({
    queryKey: ['staff', 'hours', staffId ?? 'own'],
    queryFn: () =>
      staffId ? call('/staff/counsellors/:staffId/hours', 'get', { param: { staffId } }) : call('/staff/hours', 'get'),
  })

export const addWeekly = (json: NewWeekly, staffId?: string) =>
  staffId
    ? call('/staff/counsellors/:staffId/hours/weekly', 'post', { param: { staffId }, json })
    : call('/staff/hours/weekly', 'post', { json })

export const changeWeekly = (id: string, json: NewWeekly, staffId?: string) =>
  staffId
    ? call('/staff/counsellors/:staffId/hours/weekly/:id', 'patch', { param: { staffId, id }, json })
    : call('/staff/hours/weekly/:id', 'patch', { param: { id }, json })

export const removeWeekly = (id: string, staffId?: string) =>
  staffId
    ? call('/staff/counsellors/:staffId/hours/weekly/:id', 'delete', { param: { staffId, id } })
    : call('/staff/hours/weekly/:id', 'delete', { param: { id } })

export const addException = (json: NewException, staffId?: string) =>
  staffId
    ? call('/staff/counsellors/:staffId/hours/exceptions', 'post', { param: { staffId }, json })
    : call('/staff/hours/exceptions', 'post', { json })

export const removeException = (id: string, staffId?: string) =>
  staffId
    ? call('/staff/counsellors/:staffId/hours/exceptions/:id', 'delete', { param: { staffId, id } })
    : call('/staff/hours/exceptions/:id', 'delete', { param: { id } })
