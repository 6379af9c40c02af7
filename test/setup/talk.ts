import { eq, or } from 'drizzle-orm'
import type { Form } from '../../src/availability/form.ts'
import type { Tx } from '../../src/db/client.ts'
import { newSecret, secretHash } from '../../src/crypto/secret.ts'
import { addCaseKey, freshKey, yetToSeal } from '../../src/meeting/case-key.store.ts'
import { addCase, addSecret } from '../../src/meeting/case.store.ts'
import { addCompanion } from '../../src/meeting/companion.store.ts'
import { addContact, changeContact, lockContact, sealedContact } from '../../src/meeting/contact.store.ts'
import type { Contact, ContactChange } from '../../src/meeting/contact.store.ts'
import { takePlace } from '../../src/meeting/place.store.ts'
import { openTalk, talkById } from '../../src/meeting/talk.store.ts'
import type { OpenTalk, Talk } from '../../src/meeting/talk.store.ts'
import { letter } from '../../src/notify/schema.ts'
import type { Ports } from '../../src/ports.ts'
import type { Seeded } from './people.ts'

export type TestTalk = {
  id: string
  meetingId: string
  hostId: string
  caseId: string
  secret: string
  startsMs: number
  endsMs: number
}

type Wanted = {
  startsMs: number
  form?: Form
  /** Of the seeded ones: the first by default. */
  service?: 0 | 1
  counsellorId?: string
  /** How the new case is reached; ignored with `caseId`. */
  contact?: Partial<Contact>
  /** A case that is there already. */
  caseId?: string
  topic?: string | null
  withoutChecklist?: boolean
}

/** A talk with the first counsellor, written straight into the record, whatever the hours say. */
export async function seedTalk(ports: Ports, seeded: Seeded, wanted: Wanted): Promise<TestTalk> {
  const { organisation, services, counsellors, template } = seeded
  const { startsMs, form = 'video', topic = null } = wanted
  const nowMs = ports.clock.now()
  const createdAt = new Date(nowMs)
  const service = services[wanted.service ?? 0]
  const secret = newSecret(ports.random)
  const caseId = wanted.caseId ?? ports.random.uuid(nowMs)
  const endsMs = startsMs + service.minutes * 60_000
  if (wanted.caseId === undefined) {
    await addCase(ports.db, { id: caseId, codeHash: newSecret(ports.random), createdAt })
    const { key, row } = await freshKey(ports, caseId)
    const contact = await sealedContact(key, ports, {
      alias: 'Kim',
      email: null,
      phone: null,
      lettersLanguage: 'sv',
      zone: 'Europe/Stockholm',
      fullSubjects: false,
      addressVersion: 0,
      ...wanted.contact,
      caseId,
      updatedAt: createdAt,
    })
    await addContact(ports.db, contact)
    await addCaseKey(ports.db, await row)
  }
  await addSecret(ports.db, caseId, await secretHash(secret), nowMs)
  const [id, meetingId, hostId] = [ports.random.uuid(nowMs), ports.random.uuid(nowMs), ports.random.uuid(nowMs)]
  const taken = await takePlace(ports.db, {
    meeting: {
      id: meetingId,
      organisationId: organisation.id,
      serviceId: service.id,
      startsAt: new Date(startsMs),
      endsAt: new Date(endsMs),
      zone: service.zone,
      form,
      language: 'sv',
      method: service.method,
    },
    host: {
      id: hostId,
      staffId: wanted.counsellorId ?? counsellors[0].id,
      busy: { from: new Date(startsMs), until: new Date(endsMs) },
    },
    booking: {
      id,
      caseId,
      topic: topic === null ? null : yetToSeal(topic),
      checklistVersionId: wanted.withoutChecklist ? null : template.version.id,
    },
    createdAt,
  })
  if (!taken) throw new Error('the counsellor is busy then')
  return { id, meetingId, hostId, caseId, secret, startsMs, endsMs }
}

/** A talk as the record has it. */
export async function theTalk(ports: Pick<Ports, 'db'>, id: string): Promise<Talk> {
  const talk = await talkById(ports.db, id)
  if (!talk) throw new Error('there is no such talk')
  return talk
}

/** As {@link theTalk}, with what its case's key opens. */
export const theOpenTalk = async (ports: Pick<Ports, 'db' | 'settings'>, id: string): Promise<OpenTalk> =>
  openTalk(ports, await theTalk(ports, id))

/** Another way to reach a case, as if it had been changed on the own page, but without the letters. */
export async function setContact(tx: Tx, ports: Ports, caseId: string, change: ContactChange): Promise<void> {
  const before = await lockContact(tx, ports, caseId)
  await changeContact(tx, ports, { before, change, nowMs: ports.clock.now() })
}

/** The letters of a talk, to both of its people, in the order in which they were queued. */
export async function lettersOf({ db }: Pick<Ports, 'db'>, id: string): Promise<(typeof letter.$inferSelect)[]> {
  const { hostId } = await theTalk({ db }, id)
  return db
    .select()
    .from(letter)
    .where(or(eq(letter.bookingId, id), eq(letter.hostId, hostId)))
    .orderBy(letter.id)
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
  await addCompanion(ports.db, ports, {
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
