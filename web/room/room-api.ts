import { call } from '../client/api.ts'
import type { Answer, Body } from '../client/api.ts'
import { type Decision, decideAtDoor, endTalk, type Outcome } from '../staff/talk-api.ts'
import type { DoorAnswer } from './door/door.ts'
import type { Form, RoomState } from './room-state.ts'

/** What everybody in the room can do. */
export type RoomApi = {
  bookingId: string
  /** Knocks, or steps in: gives a token to whoever is welcome. */
  door(): Promise<DoorAnswer>
  /** The room, with the lines of the chat that came after this one. */
  state(after?: string): Promise<RoomState>
  say(text: string): Promise<unknown>
  changeForm(form: Form): Promise<unknown>
  endPause(): Promise<unknown>
}

/** A seeker's or a companion's room. Throws `ApiProblem`. */
export function guestApi(bookingId: string, secret: string | null) {
  const here = { param: { id: bookingId }, secret }
  return {
    bookingId,
    door: () => call('/bookings/:id/door', 'post', here),
    leaveDoor: () => call('/bookings/:id/door', 'delete', here),
    booking: () => call('/bookings/:id', 'get', here),
    state: (after?: string) => call('/bookings/:id/room', 'get', { ...here, query: after ? { after } : {} }),
    say: (text: string) => call('/bookings/:id/room/chat', 'post', { ...here, json: { text } }),
    changeForm: (form: Form) => call('/bookings/:id/room/form', 'post', { ...here, json: { form } }),
    giveNumber: (phone: string) =>
      call('/bookings/:id/room/form', 'post', { ...here, json: { form: 'phone' as const, phone } }),
    endPause: () => call('/bookings/:id/room/pause', 'delete', here),
    answerScale: (readingId: string, value: number) =>
      call('/bookings/:id/room/scale/:readingId', 'post', {
        param: { id: bookingId, readingId },
        json: { value },
        secret,
      }),
    suggestGoal: (text: string) => call('/bookings/:id/room/goals', 'post', { ...here, json: { text } }),
  } satisfies RoomApi & Record<string, unknown>
}

export type GuestApi = ReturnType<typeof guestApi>

/** What the door shows of a booking. */
export type BookingForDoor = Answer<'/bookings/:id', 'get'>

/** The counsellor's room. Throws `ApiProblem`. */
export function counsellorApi(bookingId: string) {
  const here = { param: { id: bookingId } }
  return {
    bookingId,
    door: () => call('/staff/talks/:id/door', 'post', here),
    state: (after?: string) => call('/staff/talks/:id/room', 'get', { ...here, query: after ? { after } : {} }),
    say: (text: string) => call('/staff/talks/:id/room/chat', 'post', { ...here, json: { text } }),
    changeForm: (form: Form) => call('/staff/talks/:id/room/form', 'post', { ...here, json: { form } }),
    endPause: () => call('/staff/talks/:id/room/pause', 'delete', here),
    startPause: (seconds: number) => call('/staff/talks/:id/room/pause', 'post', { ...here, json: { seconds } }),
    stepTo: (phase: string) => call('/staff/talks/:id/room/phase', 'post', { ...here, json: { phase } }),
    writeGoal: (text: string, goalId?: string) =>
      call('/staff/talks/:id/room/goals', 'post', { ...here, json: { text, goalId } }),
    agreeGoal: (goalId: string) =>
      call('/staff/talks/:id/room/goals/:goalId/agreement', 'post', { param: { id: bookingId, goalId } }),
    withdrawGoal: (goalId: string) =>
      call('/staff/talks/:id/room/goals/:goalId', 'delete', { param: { id: bookingId, goalId } }),
    askScale: (scale: AskedScale) => call('/staff/talks/:id/room/scale', 'post', { ...here, json: scale }),
    closeScale: (readingId: string) =>
      call('/staff/talks/:id/room/scale/:readingId', 'delete', { param: { id: bookingId, readingId } }),
    shareLink: (url: string, title: string) =>
      call('/staff/talks/:id/room/links', 'post', { ...here, json: { url, title } }),
    decide: (personId: string, decision: Decision, message?: string) =>
      decideAtDoor(bookingId, personId, decision, message),
    notes: () => call('/staff/talks/:id/notes', 'get', here),
    writeNotes: (text: string) => call('/staff/talks/:id/notes', 'put', { ...here, json: { text } }),
    end: (outcome: Outcome) => endTalk(bookingId, outcome),
  } satisfies RoomApi & Record<string, unknown>
}

export type CounsellorApi = ReturnType<typeof counsellorApi>
export type AskedScale = Body<'/staff/talks/:id/room/scale', 'post'>
