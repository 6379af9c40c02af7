import type { LetterFacts } from '../../src/notify/facts.ts'

/** Wednesday 7 October 2026, 14:00 in Stockholm. */
export const talkStart = Date.UTC(2026, 9, 7, 12)

/** Facts of a letter to a seeker about a talk of 45 minutes, to be changed by a test. */
export function letterFacts({ talk, counsellor, ...rest }: Changes = {}): LetterFacts {
  return {
    id: '0199c000-0000-7000-8000-00000000000a',
    kind: 'booked',
    recipient: 'seeker',
    bookingVersion: talk?.version ?? 0,
    heardBefore: (talk?.version ?? 0) > 0,
    checklistWaits: true,
    openFollowUp: null,
    ...rest,
    talk: {
      id: '0199c000-0000-7000-8000-000000000001',
      organisationId: '0199c000-0000-7000-8000-000000000002',
      counsellorId: '0199c000-0000-7000-8000-000000000003',
      startsAt: new Date(talkStart),
      endsAt: new Date(talkStart + 45 * 60_000),
      form: 'video',
      state: 'booked',
      version: 0,
      email: 'seeker@example.org',
      lettersLanguage: 'sv',
      seekerZone: 'Europe/Stockholm',
      fullSubjects: false,
      cancelledBy: null,
      checklistVersionId: '0199c000-0000-7000-8000-000000000004',
      serviceTitle: { sv: 'Studievägledning', da: 'Studievejledning', en: 'Study guidance' },
      serviceZone: 'Europe/Stockholm',
      cancelUntilMinutes: 120,
      doorOpensMinutes: 15,
      ...talk,
    },
    counsellor: {
      id: '0199c000-0000-7000-8000-000000000003',
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
  counsellor?: Partial<LetterFacts['counsellor']>
}
