import type { Interval } from '../time/interval.ts'

/** How a talk is held. The seeker chooses, and may change it before and during the talk. */
export const forms = ['video', 'audio', 'phone', 'text'] as const
export type Form = (typeof forms)[number]

/**
 * - `booked`: ahead, or under way
 * - `cancelled`: given back; the place is free again
 * - `held`, `no_show_seeker`, `no_show_counsellor`, `broken_off`: how a talk ended
 */
export const bookingStates = [
  'booked',
  'cancelled',
  'held',
  'no_show_seeker',
  'no_show_counsellor',
  'broken_off',
] as const
export type BookingState = (typeof bookingStates)[number]

/** The forms that can be offered now: without a video server only those that need none. */
export function formsOffered(all: readonly Form[], hasVideo: boolean): Form[] {
  return all.filter((form) => hasVideo || !needsVideo(form))
}

export const needsVideo = (form: Form) => form === 'video' || form === 'audio'

/**
 * The forms in which a talk that is booked may be held: those of its service, and phone and text, which are always a
 * way out, before the door as in the room: for a picture that fails, and for a seeker who would rather not be seen.
 */
export function formsOfTalk(ofService: readonly Form[], hasVideo: boolean): Form[] {
  return formsOffered([...new Set<Form>([...ofService, 'phone', 'text'])], hasVideo)
}

/** When (epoch ms) the door of a talk opens. */
export function doorOpensAt(startsAt: number, doorOpensMinutes: number): number {
  return startsAt - doorOpensMinutes * 60_000
}

/** Until when (epoch ms) a seeker may move or cancel a talk. */
export function mayChangeUntil(startsAt: number, cancelUntilMinutes: number): number {
  return startsAt - cancelUntilMinutes * 60_000
}

/** A counsellor who could take a talk, with the times that are taken. */
export type Candidate = { id: string; busy: readonly Interval[] }

/**
 * Whom to ask first: the one with the fewest talks on that day (`[from, until)`, epoch ms), then in a stable
 * order, so that two calls about the same place ask the same counsellor.
 */
export function inFairOrder<C extends Candidate>(candidates: readonly C[], day: Interval): C[] {
  const talks = ({ busy }: C) => busy.filter(({ from, until }) => from < day.until && until > day.from).length
  return candidates
    .map((candidate) => ({ candidate, load: talks(candidate) }))
    .sort((a, b) => a.load - b.load || (a.candidate.id < b.candidate.id ? -1 : 1))
    .map(({ candidate }) => candidate)
}

/** At most `most` of the starts that lie nearest to `wanted`, in order of time. */
export function nearest<S extends { start: number }>(slots: readonly S[], wanted: number, most: number): S[] {
  const distance = ({ start }: S) => Math.abs(start - wanted)
  return slots
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, most)
    .sort((a, b) => a.start - b.start)
}
