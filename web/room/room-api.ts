import type { ChecklistItem, ItemAnswer } from '../../src/checklist/checklist.ts'
import { call } from '../client/call.ts'
import type { CheckOutcome } from './device-check/outcome.ts'
import type { DoorAnswer } from './door/door.ts'
import type { Form, KonklusionBody, Moment, RoomState, Wall } from './room-state.ts'

/** What everybody in the room can do. */
export type RoomApi = {
  bookingId: string
  /** Knocks, or steps in: gives a token to whoever is welcome. */
  door(): Promise<DoorAnswer>
  state(): Promise<RoomState>
  say(text: string): Promise<unknown>
  changeForm(form: Form): Promise<unknown>
  endPause(): Promise<unknown>
}

/** A seeker's or a companion's room. Throws `ApiProblem`. */
export function guestApi(bookingId: string, secret: string | null) {
  const at = `/bookings/${bookingId}`
  return {
    bookingId,
    door: () => call<DoorAnswer>(`${at}/door`, { method: 'POST', body: {}, secret }),
    leaveDoor: () => call(`${at}/door`, { method: 'DELETE', secret }),
    booking: () => call<BookingForDoor>(at, { secret }),
    state: () => call<RoomState>(`${at}/room`, { secret }),
    say: (text: string) => call(`${at}/room/chat`, { method: 'POST', body: { text }, secret }),
    changeForm: (form: Form) => call(`${at}/room/form`, { method: 'POST', body: { form }, secret }),
    endPause: () => call(`${at}/room/pause`, { method: 'DELETE', secret }),
    answerScale: (readingId: string, value: number) =>
      call(`${at}/room/scale/${readingId}`, { method: 'POST', body: { value }, secret }),
    suggestGoal: (text: string) => call(`${at}/room/goals`, { method: 'POST', body: { text }, secret }),
    deviceCheckToken: () => call<{ url: string; token: string }>(`${at}/device-check/token`, { method: 'POST', body: {}, secret }),
  } satisfies RoomApi & Record<string, unknown>
}

export type GuestApi = ReturnType<typeof guestApi>

/** What the door shows of a booking. */
export type BookingForDoor = {
  form: Form
  formsOffered: Form[]
  wall: Wall
  start: string
  counsellor: { name: string }
  organisation: { name: string; sample: boolean }
}

/** The counsellor's room. Throws `ApiProblem`. */
export function counsellorApi(bookingId: string) {
  const talk = `/staff/talks/${bookingId}`
  const at = `${talk}/room`
  return {
    bookingId,
    door: () => call<DoorAnswer>(`${talk}/door`, { method: 'POST', body: {} }),
    talk: () => call<TalkForRail>(talk),
    state: () => call<RoomState>(at),
    say: (text: string) => call(`${at}/chat`, { method: 'POST', body: { text } }),
    changeForm: (form: Form) => call(`${at}/form`, { method: 'POST', body: { form } }),
    endPause: () => call(`${at}/pause`, { method: 'DELETE' }),
    startPause: (seconds: number) => call(`${at}/pause`, { method: 'POST', body: { seconds } }),
    stepTo: (phase: string) => call(`${at}/phase`, { method: 'POST', body: { phase } }),
    writeGoal: (text: string, goalId?: string) => call(`${at}/goals`, { method: 'POST', body: goalId ? { text, goalId } : { text } }),
    agreeGoal: (goalId: string) => call(`${at}/goals/${goalId}/agreement`, { method: 'POST', body: {} }),
    withdrawGoal: (goalId: string) => call(`${at}/goals/${goalId}`, { method: 'DELETE' }),
    askScale: (moment: Moment, question: string) => call(`${at}/scale`, { method: 'POST', body: { moment, question } }),
    closeScale: (readingId: string) => call(`${at}/scale/${readingId}`, { method: 'DELETE' }),
    shareLink: (url: string, title: string) => call(`${at}/links`, { method: 'POST', body: { url, title } }),
    decide: (participantId: string, decision: 'admit' | 'wait' | 'decline' | 'remove', message?: string) =>
      call(`${talk}/door/${participantId}`, { method: 'POST', body: message ? { decision, message } : { decision } }),
    notes: () => call<{ text: string }>(`${talk}/notes`),
    writeNotes: (text: string) => call(`${talk}/notes`, { method: 'PUT', body: { text } }),
    end: (outcome: Outcome) => call(`${talk}/ending`, { method: 'POST', body: { outcome } }),
  } satisfies RoomApi & Record<string, unknown>
}

export type CounsellorApi = ReturnType<typeof counsellorApi>
export type Outcome = 'held' | 'no_show_seeker' | 'no_show_counsellor' | 'broken_off'

/** What the rail shows of a talk beside the room's state. */
export type TalkForRail = {
  alias: string | null
  wall: Wall
  seekerAnswers: { items: ChecklistItem[]; answers: Record<string, ItemAnswer> } | null
  phone: string | null
}

export type { CheckOutcome, KonklusionBody }
