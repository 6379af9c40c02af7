import type { EventKind } from '../meeting/meeting.ts'
import type { SeatState } from '../meeting/seat.ts'
import type { OpenTalk } from '../meeting/talk.store.ts'
import type { Addressee } from '../people/addressee.store.ts'
import { linkEndsMs } from '../meeting/case-link.ts'
import type { LetterLink } from '../meeting/case-link.ts'
import type { Text } from '../words/language.ts'
import { tellsOfNow } from './letter.ts'
import type { LetterKind, Recipient } from './letter.ts'

/** What a letter may know of a talk: no name, no topic and nothing that was written in it. */
type TalkInLetter = Pick<
  OpenTalk,
  | 'id'
  | 'meetingId'
  | 'organisationId'
  | 'organisationName'
  | 'startsAt'
  | 'endsAt'
  | 'form'
  | 'icsSequence'
  | 'addressVersion'
  | 'email'
  | 'lettersLanguage'
  | 'seekerZone'
  | 'fullSubjects'
  | 'cancelledBy'
  | 'cancelledLate'
  | 'serviceTitle'
  | 'serviceZone'
  | 'cancelUntilMinutes'
  | 'doorOpensMinutes'
> & {
  hostId: string | null
  state: OpenTalk['state'] | SeatState
  /** What a seat in an event is of; null for a talk. */
  event: { title: Text; kind: EventKind; offerEndsAt: Date | null } | null
}

/** All that the text of a letter is made of, read from the record at the moment of sending. */
export type LetterFacts = {
  id: string
  kind: LetterKind
  recipient: Recipient
  /** The event that it was queued for. */
  eventKey: string
  talk: TalkInLetter
  /** In the letter of a move: the start that its reader heard of before. */
  heardOf: Date | null
  /** Whom `address_changed` goes to. */
  formerAddress: string | null
  /** Whom a letter to the counsellor goes to; `null` in the seeker's. */
  counsellor: Addressee | null
  /** The link to their own page that the seeker wants in every letter. */
  letterLink: LetterLink | null
  /** Word of the appointment went out to this recipient before: what comes now is a change of it. */
  heardBefore: boolean
  /** There is a checklist and the seeker has not answered all of it. */
  checklistWaits: boolean
  /** The contact that was agreed after the talk and is not done yet. */
  openFollowUp: 'check_in' | 'call' | null
}

/** The address that the letter goes to, if there is one. */
export function addressOf({ kind, recipient, talk, counsellor, formerAddress }: LetterFacts): string | null {
  if (kind === 'address_changed') return formerAddress
  if (recipient === 'seeker') return talk.email
  return counsellor?.active ? counsellor.email : null
}

/** Whether what the letter says still holds. A letter that may have waited for hours asks before it goes. */
export function stillTrue(facts: LetterFacts, nowMs: number): boolean {
  const { kind, recipient, talk } = facts
  const asQueued = tellsOfNow(facts.eventKey, kind, recipient, talk)
  const stands = asQueued && talk.state === 'booked' && nowMs < talk.startsAt.getTime()
  const hoursLeft = (talk.startsAt.getTime() - nowMs) / 3_600_000
  switch (kind) {
    case 'booked':
    case 'moved':
    case 'reminder_hour':
      return stands
    // A reminder that was held up leaves the word to the one that comes after it.
    case 'reminder_day':
      return stands && hoursLeft > 2
    case 'checklist':
      return stands && facts.checklistWaits
    case 'checklist_reminder':
      return stands && facts.checklistWaits && hoursLeft > 24
    case 'cancelled':
      return talk.state === 'cancelled' && nowMs < talk.endsAt.getTime()
    // Not when the address was taken back, or its owner came back: the letters that came with that say what holds.
    case 'address_changed': {
      const isBack = recipient === 'seeker' ? facts.formerAddress === talk.email : facts.counsellor?.active
      return !isBack && nowMs < talk.endsAt.getTime()
    }
    case 'summary_ready':
      return talk.state !== 'cancelled'
    case 'follow_up_due':
      return facts.openFollowUp === (recipient === 'seeker' ? 'check_in' : 'call')
    case 'seat_waiting':
      return talk.state === 'waiting' && nowMs < talk.startsAt.getTime()
    case 'seat_offered':
      return talk.state === 'offered' && nowMs < (talk.event?.offerEndsAt?.getTime() ?? 0)
    case 'seat_lapsed':
      return talk.state === 'lapsed' && nowMs < talk.startsAt.getTime()
    case 'one_time_link':
      return recipient === 'seeker' && nowMs < linkEndsMs(facts.eventKey)
  }
}
