import { booking, guidanceCase } from '../../src/meeting/schema.ts'
import type { Db } from '../../src/db/client.ts'
import { random } from '../../src/crypto/random.ts'
import type { Seeded } from './people.ts'

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
