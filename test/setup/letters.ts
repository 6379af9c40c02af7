import { booking, guidanceCase } from '../../src/meeting/schema.ts'
import type { Db } from '../../src/db/client.ts'
import type { LetterFacts } from '../../src/notify/facts.ts'
import { random } from '../../src/crypto/random.ts'
import type { Seeded } from './people.ts'

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

type Change = Partial<typeof booking.$inferInsert>

let made = 0

/**
 * One booked talk with the seeded organisation's first counsellor, without going through the booking rules.
 * Talks made without `startsAt` are an hour apart, beginning on 12 October 2026 at 10:00 UTC.
 */
export async function talkWithLetters(
  db: Db,
  { organisation, counsellors: [counsellor], services: [service], template }: Seeded,
  change: Change = {},
) {
  const createdAt = new Date('2026-10-01T00:00:00Z')
  const caseId = random.uuid(createdAt.getTime())
  const startsAt = change.startsAt ?? new Date(Date.UTC(2026, 9, 12, 10 + made++))
  const endsAt = new Date(startsAt.getTime() + 45 * 60_000)
  await db.insert(guidanceCase).values({ id: caseId, organisationId: organisation.id, codeHash: caseId, createdAt })
  const [talk] = await db
    .insert(booking)
    .values({
      id: random.uuid(createdAt.getTime()),
      caseId,
      organisationId: organisation.id,
      serviceId: service.id,
      counsellorId: counsellor.id,
      startsAt,
      endsAt,
      busy: { from: startsAt, until: endsAt },
      form: 'video',
      language: 'sv',
      lettersLanguage: 'sv',
      seekerZone: 'Europe/Stockholm',
      email: 'seeker@example.org',
      checklistVersionId: template.version.id,
      createdAt,
      updatedAt: createdAt,
      ...change,
    })
    .returning()
  if (!talk) throw new Error('no talk')
  return talk
}
