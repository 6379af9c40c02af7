import { queryOptions } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import type { Wall } from '../../i18n/time.ts'

export type Weekly = { id: string; weekday: number; fromMinute: number; untilMinute: number; zone: string; firstDate: string; lastDate: string | null }
export type Exception = { id: string; kind: 'absence' | 'extra'; start: string; end: string; wall: Wall }
/** A talk that falls in an absence: it stands until somebody moves or cancels it. */
export type Conflict = { bookingId: string; wall: Wall }
export type Hours = { weekly: Weekly[]; exceptions: Exception[]; conflicts: Conflict[]; zone: string; today: string }

// Every call answers with all hours as they are now.

/** Own hours, or with `staffId` those of a colleague whom a coordinator plans for. */
const base = (staffId?: string) => (staffId ? `/staff/counsellors/${staffId}/hours` : '/staff/hours')

export const hoursQuery = (staffId?: string) => queryOptions({ queryKey: ['staff', 'hours', staffId ?? 'own'], queryFn: () => call<Hours>(base(staffId)) })

export type NewWeekly = Omit<Weekly, 'id'>
export const addWeekly = (weekly: NewWeekly, staffId?: string) => call<Hours>(`${base(staffId)}/weekly`, { method: 'POST', body: weekly })
export const changeWeekly = (id: string, change: Partial<NewWeekly>, staffId?: string) => call<Hours>(`${base(staffId)}/weekly/${id}`, { method: 'PATCH', body: change })
export const removeWeekly = (id: string, staffId?: string) => call<Hours>(`${base(staffId)}/weekly/${id}`, { method: 'DELETE' })
export const addException = (exception: { kind: 'absence' | 'extra'; start: string; end: string; zone: string }, staffId?: string) =>
  call<Hours>(`${base(staffId)}/exceptions`, { method: 'POST', body: exception })
export const removeException = (id: string, staffId?: string) => call<Hours>(`${base(staffId)}/exceptions/${id}`, { method: 'DELETE' })
