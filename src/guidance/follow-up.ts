import { localDate } from '../time/local-time.ts'
import { instantOf, stretchesOf } from '../time/zone.ts'
import type { TalkState } from '../meeting/meeting.ts'

export const followUpKinds = ['none', 'welcome_back', 'talk', 'check_in', 'call'] as const
/**
 * - `none`: nothing more was agreed
 * - `welcome_back`: the seeker comes back with the same code when they want to
 * - `talk`: a new talk is booked
 * - `check_in`: a letter on a day, which leads to one scale question and a free reply
 * - `call`: the counsellor calls on a day
 */
export type FollowUpKind = (typeof followUpKinds)[number]

export type FollowUp = {
  bookingId: string
  caseId: string
  counsellorId: string
  kind: FollowUpKind
  /** Local date in the service's zone, YYYY-MM-DD. */
  dueOn: string | null
  nextBookingId: string | null
  note: string | null
  reply: string | null
  repliedAt: Date | null
  doneAt: Date | null
  createdAt: Date
}

/**
 * In which of the counsellor's lists a follow-up stands; `null` when nobody has to do anything. A new talk is
 * done when it was held, and late when it was given back or nobody came: then somebody has to look at it.
 *
 * @param today local date in the service's zone
 * @param nextState how the new talk stands, with kind `talk`
 */
export function listOf(
  followUp: Pick<FollowUp, 'kind' | 'dueOn' | 'doneAt'>,
  nextState: TalkState | null,
  today: string,
): 'late' | 'due' | 'done' | null {
  if (followUp.kind === 'none' || followUp.kind === 'welcome_back') return null
  if (followUp.doneAt !== null || (followUp.kind === 'talk' && nextState === 'held')) return 'done'
  if (followUp.kind === 'talk' && nextState !== 'booked') return 'late'
  return followUp.dueOn !== null && followUp.dueOn < today ? 'late' : 'due'
}

/** The day of a follow-up: that of the new talk as it stands now, moved or not; with other kinds the agreed one. */
export function dayOf(
  { kind, dueOn }: Pick<FollowUp, 'kind' | 'dueOn'>,
  next: { startsAt: Date; serviceZone: string } | null,
): string | null {
  return kind === 'talk' && next ? localDate(next.startsAt.getTime(), next.serviceZone) : dueOn
}

/** Who gets a letter on the day, if anybody: the seeker is asked, the counsellor is reminded to call. */
export function letterOn(kind: FollowUpKind): 'seeker' | 'counsellor' | null {
  if (kind === 'check_in') return 'seeker'
  return kind === 'call' ? 'counsellor' : null
}

/** Nine in the morning of a local date, as an instant (epoch ms). */
export function morningOf(dueOn: string, zone: string): number {
  const local = Date.parse(`${dueOn}T09:00:00Z`)
  return instantOf(stretchesOf(zone, local, local + 1), local)
}

/** True when the seeker may see and answer the check-in's question: from its day on, until the counsellor closed it. */
export const mayReply = (followUp: Pick<FollowUp, 'kind' | 'dueOn' | 'doneAt'>, today: string) =>
  followUp.kind === 'check_in' && followUp.dueOn !== null && followUp.dueOn <= today && followUp.doneAt === null
