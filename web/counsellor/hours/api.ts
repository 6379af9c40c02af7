import { queryOptions } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import type { Wall } from '../../i18n/time.ts'

export type Weekly = { id: string; weekday: number; fromMinute: number; untilMinute: number; zone: string; firstDate: string; lastDate: string | null }
export type Exception = { id: string; kind: 'absence' | 'extra'; start: string; end: string; wall: Wall }
/** Talks that were booked before the hours were taken away: they stand until somebody moves or cancels them. */
export type Conflict = { bookingId: string; wall: Wall }
export type Hours = { weekly: Weekly[]; exceptions: Exception[]; zone: string; today: string }

/** Own hours, or with `staffId` those of a colleague whom a coordinator plans for. */
const base = (staffId?: string) => (staffId ? `/staff/counsellors/${staffId}/hours` : '/staff/hours')

export const hoursQuery = (staffId?: string) => queryOptions({ queryKey: ['staff', 'hours', staffId ?? 'own'], queryFn: () => call<Hours>(base(staffId)) })

export type NewWeekly = Omit<Weekly, 'id'>
export const addWeekly = (weekly: NewWeekly, staffId?: string) => call(`${base(staffId)}/weekly`, { method: 'POST', body: weekly })
export const changeWeekly = (id: string, change: Partial<NewWeekly>, staffId?: string) => call(`${base(staffId)}/weekly/${id}`, { method: 'PATCH', body: change })
export const removeWeekly = (id: string, staffId?: string) => call<{ conflicts: Conflict[] }>(`${base(staffId)}/weekly/${id}`, { method: 'DELETE' })
export const addException = (exception: { kind: 'absence' | 'extra'; start: string; end: string; zone: string }, staffId?: string) =>
  call<{ conflicts: Conflict[] }>(`${base(staffId)}/exceptions`, { method: 'POST', body: exception })
export const removeException = (id: string, staffId?: string) => call(`${base(staffId)}/exceptions/${id}`, { method: 'DELETE' })
