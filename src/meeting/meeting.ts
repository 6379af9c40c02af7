/** Meetings with seats that the public registers for, see `event.ts`. */
export const eventKinds = ['group', 'webinar', 'open_house'] as const
export type EventKind = (typeof eventKinds)[number]

/** What takes place. Later also `drop_in`. */
const meetingKinds = ['talk', ...eventKinds] as const
export type MeetingKind = (typeof meetingKinds)[number]

/** Later also `speaker`, `interpreter`, `captioner`. */
const hostRoles = ['host'] as const
export type HostRole = (typeof hostRoles)[number]

/**
 * - `planned`: ahead, or under way
 * - `cancelled`: its hosts have their time back
 * - `held`, `unattended` (no seeker came), `unhosted` (no host came), `broken_off`: how it ended
 */
export const meetingStates = ['planned', 'cancelled', 'held', 'unattended', 'unhosted', 'broken_off'] as const
export type MeetingState = (typeof meetingStates)[number]

/**
 * - `booked`: the place is the seeker's
 * - `waiting`: on the waiting list; no seat yet
 * - `offered`: a seat that became free is kept for them until a deadline
 * - `cancelled`: given back, or not taken in time; the seat is free again
 * - `no_show`: the place was theirs, and they did not come
 */
export const bookingStates = ['booked', 'waiting', 'offered', 'cancelled', 'no_show'] as const
export type BookingState = (typeof bookingStates)[number]

/** How a talk stands for the two who have it: the state of the meeting and that of its one booking, told as one. */
export const talkStates = ['booked', 'cancelled', 'held', 'no_show_seeker', 'no_show_counsellor', 'broken_off'] as const
export type TalkState = (typeof talkStates)[number]

export const outcomes = ['held', 'no_show_seeker', 'no_show_counsellor', 'broken_off'] as const satisfies TalkState[]
/** How a talk ended. Going on in another form is no ending: it is logged, and the record goes on. */
export type Outcome = (typeof outcomes)[number]

export function talkState(meeting: MeetingState, booking: BookingState): TalkState {
  if (meeting === 'cancelled' || booking === 'cancelled') return 'cancelled'
  switch (meeting) {
    case 'planned':
      return 'booked'
    case 'held':
      return booking === 'no_show' ? 'no_show_seeker' : 'held'
    case 'unattended':
      return 'no_show_seeker'
    case 'unhosted':
      return 'no_show_counsellor'
    case 'broken_off':
      return 'broken_off'
  }
}

/** What an outcome of a talk says of its meeting and of its booking. {@link talkState} reads the same out of them. */
export function statesOf(outcome: Outcome): { meeting: MeetingState; booking: BookingState } {
  switch (outcome) {
    case 'held':
      return { meeting: 'held', booking: 'booked' }
    case 'no_show_seeker':
      return { meeting: 'unattended', booking: 'no_show' }
    case 'no_show_counsellor':
      return { meeting: 'unhosted', booking: 'booked' }
    case 'broken_off':
      return { meeting: 'broken_off', booking: 'booked' }
  }
}

/** True when a booking in that state has a seat. */
export const takesSeat = (state: BookingState) => state !== 'cancelled' && state !== 'waiting'

/**
 * The number of taken seats when a booking goes over from one state to another; `null` when there is no seat for it.
 * `from` is null for a new one. The database decides by the same rule: `meeting_seats`, and the conditional update.
 */
export function seatsAfter(
  { taken, capacity }: { taken: number; capacity: number },
  from: BookingState | null,
  to: BookingState,
): number | null {
  const next = taken + Number(takesSeat(to)) - Number(from !== null && takesSeat(from))
  return next > capacity ? null : next
}

/** When (epoch ms) the door of a meeting opens. */
export function doorOpensAt(startsAt: number, doorOpensMinutes: number): number {
  return startsAt - doorOpensMinutes * 60_000
}

/** Until when (epoch ms) a seeker may move a talk, and whoever cancels tells in good time. */
export function mayChangeUntil(startsAt: number, cancelUntilMinutes: number): number {
  return startsAt - cancelUntilMinutes * 60_000
}

/**
 * Why a talk cannot end like this now, or `null` when it can. A wrong ending can be corrected; a cancelled talk
 * has none. Nobody is late before the start, and nothing was held before the door opened.
 */
export function cannotEnd(
  outcome: Outcome,
  talk: { state: TalkState; startsAt: Date; doorOpensMinutes: number },
  nowMs: number,
): 'cancelled' | 'too_early' | null {
  if (talk.state === 'cancelled') return 'cancelled'
  const noShow = outcome === 'no_show_seeker' || outcome === 'no_show_counsellor'
  const earliestMs = noShow ? talk.startsAt.getTime() : doorOpensAt(talk.startsAt.getTime(), talk.doorOpensMinutes)
  return nowMs < earliestMs ? 'too_early' : null
}
