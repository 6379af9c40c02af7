import type { LetterFacts } from '../../src/notify/facts.ts'
import { appointmentKey } from '../../src/notify/letter.ts'

/** Wednesday 7 October 2026, 14:00 in Stockholm. */
export const talkStart = Date.UTC(2026, 9, 7, 12)

/** Facts of a letter to a seeker about a talk of 45 minutes, to be changed by a test. */
export function letterFacts({ talk: changes, counsellor, ...rest }: Changes = {}): LetterFacts {
  const { kind = 'booked', recipient = 'seeker' } = rest
  const talk: LetterFacts['talk'] = {
    id: '0199c000-0000-7000-8000-000000000001',
    meetingId: '0199c000-0000-7000-8000-000000000002',
    hostId: '0199c000-0000-7000-8000-000000000003',
    organisationId: '0199c000-0000-7000-8000-000000000005',
    organisationName: 'Testkommun',
    startsAt: new Date(talkStart),
    endsAt: new Date(talkStart + 45 * 60_000),
    form: 'video',
    state: 'booked',
    event: null,
    icsSequence: 0,
    addressVersion: 0,
    email: 'seeker@example.org',
    lettersLanguage: 'sv',
    seekerZone: 'Europe/Stockholm',
    fullSubjects: false,
    cancelledBy: null,
    cancelledLate: false,
    serviceTitle: { sv: 'Studievägledning', da: 'Studievejledning', en: 'Study guidance' },
    serviceZone: 'Europe/Stockholm',
    cancelUntilMinutes: 120,
    doorOpensMinutes: 15,
    ...changes,
  }
  return {
    id: '0199c000-0000-7000-8000-00000000000a',
    kind,
    recipient,
    eventKey: appointmentKey(kind, recipient, talk),
    letterLink: null,
    heardBefore: talk.icsSequence > 0,
    checklistWaits: true,
    openFollowUp: null,
    heardOf: null,
    formerAddress: null,
    ...rest,
    talk,
    counsellor: {
      id: '0199c000-0000-7000-8000-000000000004',
      email: 'counsellor@example.org',
      language: 'sv',
      zone: 'Europe/Stockholm',
      active: true,
      organisationName: 'Testkommun',
      ...counsellor,
    },
  }
}

type Changes = Partial<Omit<LetterFacts, 'talk' | 'counsellor'>> & {
  talk?: Partial<LetterFacts['talk']>
  counsellor?: Partial<NonNullable<LetterFacts['counsellor']>>
}
