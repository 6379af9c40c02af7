import type { KonklusionBody } from '../../src/guidance/konklusion.ts'
import type { Answer } from '../client/api.ts'

/**
 * The truth of a room as `GET …/room` tells it, to guests and to the counsellor alike; `method`, `phase`, `steps`
 * and `readings` to the counsellor only: the seeker never sees a cockpit. Data messages only hint that a part of it
 * changed.
 */
export type RoomState = Answer<'/bookings/:id/room', 'get'>

export type Role = RoomState['me']['role']
export type Form = RoomState['form']
export type Method = NonNullable<RoomState['method']>
/** `share` is the suggested part of the whole time, 0 to 1. */
export type Phase = Method['phases'][number]
export type Goal = RoomState['goals'][number]
export type Scale = NonNullable<RoomState['scale']>
export type Moment = Scale['moment']
export type Reading = NonNullable<RoomState['readings']>[number]
export type Pause = NonNullable<RoomState['pause']>
export type ChatLine = RoomState['chat'][number]
export type SharedLink = RoomState['links'][number]
export type Person = RoomState['participants'][number]
export type { KonklusionBody }
