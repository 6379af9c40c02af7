import { call } from '../../client/api.ts'
import type { Answer, Asked, Body } from '../../client/api.ts'

// Apart from the calls of a booking: who books a talk loads none of these.

export type EventList = Answer<'/events', 'get'>
export type EventInList = EventList['events'][number]
export type EventWhole = Answer<'/events/:id', 'get'>
export type EventKind = EventInList['kind']
/** What a list of events is narrowed by, and the zone of its times. */
export type EventsAsked = NonNullable<Asked<'/events', 'get'>['query']>

export type Registration = Body<'/events/:id/bookings', 'post'>
export type Registered = Answer<'/events/:id/bookings', 'post'>

export const eventsAhead = (query: EventsAsked) => call('/events', 'get', { query })
export const eventById = (id: string, zone: string) => call('/events/:id', 'get', { param: { id }, query: { zone } })
export const register = (id: string, json: Registration, idempotencyKey: string, secret: string | null) =>
  call('/events/:id/bookings', 'post', { param: { id }, json, idempotencyKey, secret })
