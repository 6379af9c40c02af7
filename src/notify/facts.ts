import type { TalkForLetters } from '../meeting/talk.store.ts'
import type { Addressee } from '../people/addressee.store.ts'
import type { LetterKind, Recipient } from './letter.ts'

/** All that the text of a letter is made of, read from the record at the moment of sending. */
export type LetterFacts = {
  id: string
  kind: LetterKind
  recipient: Recipient
  bookingVersion: number
  talk: TalkForLetters
  counsellor: Addressee
  /** Word of the appointment went out to this recipient before: what comes now is a change of it. */
  heardBefore: boolean
  /** There is a checklist and the seeker has not answered all of it. */
  checklistWaits: boolean
  /** The contact that was agreed after the talk and is not done yet. */
  openFollowUp: 'check_in' | 'call' | null
}

/** The address that the letter goes to, if there is one. */
export function addressOf({ recipient, talk, counsellor }: LetterFacts): string | null {
  if (recipient === 'seeker') return talk.email
  return counsellor.active ? counsellor.email : null
}

/** Whether what the letter says still holds. A letter that may have waited for hours asks before it goes. */
export function stillTrue(facts: LetterFacts, nowMs: number): boolean {
  const { kind, recipient, talk } = facts
  const current = facts.bookingVersion === talk.version
  const ahead = talk.state === 'booked' && nowMs < talk.startsAt.getTime()
  const hoursLeft = (talk.startsAt.getTime() - nowMs) / 3_600_000
  switch (kind) {
    case 'booked':
    case 'moved':
    case 'reminder_hour':
      return current && ahead
    // A reminder that was held up leaves the word to the one that comes after it.
    case 'reminder_day':
      return current && ahead && hoursLeft > 2
    case 'checklist':
      return current && ahead && facts.checklistWaits
    case 'checklist_reminder':
      return current && ahead && facts.checklistWaits && hoursLeft > 24
    case 'cancelled':
      return talk.state === 'cancelled' && nowMs < talk.endsAt.getTime()
    case 'summary_ready':
      return talk.state !== 'cancelled'
    case 'follow_up_due':
      return facts.openFollowUp === (recipient === 'seeker' ? 'check_in' : 'call')
  }
}
