import { call, callForFile } from '../../client/api.ts'
import type { Answer } from '../../client/api.ts'

export type Seat = Answer<'/seats/:id', 'get'>
type Secret = string | null

export const seatKey = (id: string) => ['seat', id] as const
export const seatOf = (id: string, secret: Secret) => call('/seats/:id', 'get', { param: { id }, secret })
export const giveBack = (id: string, secret: Secret) => call('/seats/:id', 'delete', { param: { id }, secret })
export const takeOffered = (id: string, secret: Secret) =>
  call('/seats/:id/acceptance', 'post', { param: { id }, secret })
export const seatCalendarFile = (id: string, secret: Secret) =>
  callForFile('/seats/:id/calendar.ics', { param: { id }, secret })
