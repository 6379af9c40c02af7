import type { Form } from '../../src/availability/form.ts'
import { random } from '../../src/crypto/random.ts'
import type { Tx } from '../../src/db/client.ts'
import { staff } from '../../src/people/schema.ts'
import { yetToSeal } from '../../src/meeting/case-key.store.ts'
import { booking, contact, guidanceCase, host, meeting } from '../../src/meeting/schema.ts'
import type { Reach } from '../../src/meeting/schema.ts'

/** Instants are epoch ms. `caseId` is that of a case with its contact, see {@link addSeeker}. */
export type ManyTalk = {
  caseId: string
  organisationId: string
  service: { id: string; zone: string; method: string }
  counsellorId: string
  from: number
  until: number
  form?: Form
  checklistVersionId?: string | null
  atMs: number
}

/** A case with its contact. */
export async function addSeeker(tx: Tx, atMs: number, email: string | null = null): Promise<string> {
  const id = random.uuid(atMs)
  const at = new Date(atMs)
  await tx.insert(guidanceCase).values({ id, codeHash: id, createdAt: at })
  await tx.insert(contact).values({
    caseId: id,
    reach: yetToSeal<Reach>({ alias: null, email, phone: null }),
    hasAddress: email !== null,
    hasPhone: false,
    lettersLanguage: 'sv',
    zone: 'Europe/Stockholm',
    updatedAt: at,
  })
  return id
}

/**
 * Many talks at once, written straight into the record. A case can have one booking in a meeting, and each talk is a
 * meeting of its own, so many talks may share a case.
 *
 * @returns ids of the talks, in their order
 */
export async function addTalks(tx: Tx, talks: ManyTalk[]): Promise<string[]> {
  const rows = talks.map((talk) => ({
    ...talk,
    at: new Date(talk.atMs),
    id: random.uuid(talk.atMs),
    meetingId: random.uuid(talk.atMs),
    hostId: random.uuid(talk.atMs),
    form: talk.form ?? 'phone',
  }))
  const members = await tx.select({ id: staff.id, userId: staff.userId }).from(staff)
  const persons = new Map(members.map(({ id, userId }) => [id, userId]))
  for (let first = 0; first < rows.length; first += 1000) {
    const some = rows.slice(first, first + 1000)
    await tx.insert(meeting).values(
      some.map(({ meetingId, organisationId, service, from, until, form, at }) => ({
        id: meetingId,
        organisationId,
        serviceId: service.id,
        kind: 'talk' as const,
        startsAt: new Date(from),
        endsAt: new Date(until),
        zone: service.zone,
        form,
        language: 'sv',
        method: service.method,
        capacity: 1,
        taken: 1,
        createdAt: at,
        updatedAt: at,
      })),
    )
    await tx.insert(host).values(
      some.map(({ hostId, meetingId, counsellorId, from, until }) => ({
        id: hostId,
        meetingId,
        staffId: counsellorId,
        userId: persons.get(counsellorId) ?? '',
        busy: { from: new Date(from), until: new Date(until) },
      })),
    )
    await tx.insert(booking).values(
      some.map(({ id, meetingId, caseId, form, checklistVersionId = null, at }) => ({
        id,
        meetingId,
        caseId,
        form,
        checklistVersionId,
        createdAt: at,
        updatedAt: at,
      })),
    )
  }
  return rows.map(({ id }) => id)
}
