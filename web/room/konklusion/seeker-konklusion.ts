import { call } from '../../client/api.ts'
import type { Answer } from '../../client/api.ts'

// The Konklusion as its seeker reads it, in the room and on the own page.

export type KonklusionAnswer = Answer<'/bookings/:id/konklusion', 'get'>
export type Konklusion = NonNullable<KonklusionAnswer['konklusion']>

export const konklusionKey = (bookingId: string) => ['konklusion', bookingId]

export const konklusionOf = (id: string, secret: string) =>
  call('/bookings/:id/konklusion', 'get', { param: { id }, secret })
export const commentKonklusion = (id: string, text: string, secret: string) =>
  call('/bookings/:id/konklusion/comments', 'post', { param: { id }, json: { text }, secret })
export const approveKonklusion = (id: string, version: number, secret: string) =>
  call('/bookings/:id/konklusion/approval', 'post', { param: { id }, json: { version }, secret })
