import { addCase, addSecret } from '../../src/meeting/case.store.ts'
import { addCompanion } from '../../src/meeting/companion.store.ts'
import type { Form } from '../../src/meeting/booking.ts'
import { newSecret, secretHash } from '../../src/crypto/secret.ts'
import { insertBooking } from '../../src/meeting/store.ts'
import type { Ports } from '../../src/ports.ts'
import type { Seeded } from './people.ts'

export type TestTalk = { id: string; secret: string; startsMs: number; endsMs: number }

/** A talk of 45 minutes with the first counsellor, written straight into the record, whatever the hours say. */
export async function seedTalk(
  ports: Ports,
  { organisation, services, counsellors, template }: Seeded,
  { startsMs, form = 'video' }: { startsMs: number; form?: Form },
): Promise<TestTalk> {
  const nowMs = ports.clock.now()
  const createdAt = new Date(nowMs)
  const secret = newSecret(ports.random)
  const caseId = ports.random.uuid(nowMs)
  const endsMs = startsMs + 45 * 60_000
  await addCase(ports.db, { id: caseId, organisationId: organisation.id, codeHash: newSecret(ports.random), createdAt })
  await addSecret(ports.db, caseId, await secretHash(secret), nowMs)
  const talk = await insertBooking(ports.db, {
    id: ports.random.uuid(nowMs),
    caseId,
    organisationId: organisation.id,
    serviceId: services[0].id,
    counsellorId: counsellors[0].id,
    startsAt: new Date(startsMs),
    endsAt: new Date(endsMs),
    busy: { from: new Date(startsMs), until: new Date(endsMs) },
    form,
    language: 'sv',
    lettersLanguage: 'sv',
    seekerZone: 'Europe/Stockholm',
    alias: 'Kim',
    checklistVersionId: template.version.id,
    createdAt,
    updatedAt: createdAt,
  })
  if (!talk) throw new Error('the counsellor is busy then')
  return { id: talk.id, secret, startsMs, endsMs }
}

/** Somebody whom the seeker invited, with the secret of their link. */
export async function seedCompanion(
  ports: Ports,
  bookingId: string,
  label = 'min mamma',
): Promise<{ id: string; secret: string }> {
  const nowMs = ports.clock.now()
  const secret = newSecret(ports.random)
  const id = ports.random.uuid(nowMs)
  await addCompanion(ports.db, {
    id,
    bookingId,
    label,
    secretHash: await secretHash(secret),
    createdAt: new Date(nowMs),
    openedAt: null,
    revokedAt: null,
  })
  return { id, secret }
}
