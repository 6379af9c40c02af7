import type { KonklusionBody } from '../../src/guidance/konklusion.ts'
import type { Text } from '../../src/http/language.ts'

/** The truth of a room as `GET …/room` tells it. Data messages only hint that a part of it changed. */
export type RoomState = {
  bookingId: string
  me: { role: Role; identity: string | null }
  form: Form
  language: string
  start: string
  end: string
  wall: Wall
  /** Counsellor only, as are `phase` and `steps`: the seeker never sees a cockpit. */
  method?: Method | undefined
  phase?: string | null | undefined
  steps?: { phase: string; at: string }[] | undefined
  startedAt: string | null
  endedAt: string | null
  goals: Goal[]
  scale: Scale | null
  readings?: Reading[] | undefined
  pause: Pause | null
  chat: ChatLine[]
  links: SharedLink[]
  participants: Person[]
  konklusion: 'draft' | 'ready' | 'approved' | null
  serverNow: string
}

export type Role = 'seeker' | 'counsellor' | 'companion'
export type Form = 'video' | 'audio' | 'phone' | 'text'
/** Local times, YYYY-MM-DDTHH:mm, in `zone`. */
export type Wall = { zone: string; start: string; end: string }
export type Method = { id: string; phases: Phase[] }
/** `share` is the suggested part of the whole time, 0 to 1. */
export type Phase = { id: string; share: number; title: Text; prompts: Text[] }
export type Goal = {
  id: string
  position: number
  text: string
  state: 'proposed' | 'agreed' | 'withdrawn'
  version: number
  writtenBy: 'seeker' | 'counsellor'
  versions: number
}
export type Scale = { id: string; question: string; moment: Moment; value: number | null; open: boolean }
export type Moment = 'start' | 'end' | 'check_in'
export type Reading = Scale
export type Pause = { id: string; startsAt: string; endsAt: string }
export type ChatLine = { id: string; from: Role; mine: boolean; text: string; sentAt: string }
export type SharedLink = { id: string; url: string; title: string; sharedAt: string }
export type Person = {
  id: string
  identity: string
  role: Role
  state: 'waiting' | 'asked_to_wait' | 'admitted' | 'declined' | 'removed'
  present: boolean
  label?: string | null
}
export type { KonklusionBody, Text }
