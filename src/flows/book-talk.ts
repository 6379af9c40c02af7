import { offeredTimes } from '../availability/offer.ts'
import type { OfferedTime } from '../availability/offer.ts'
import { busyRange } from '../availability/slot.ts'
import { serviceAvailability } from '../availability/store.ts'
import type { ServiceAvailability, ServiceRow } from '../availability/store.ts'
import type { Wall } from '../time/local-time.ts'
import { newestVersionId } from '../checklist/store.ts'
import type { Tx } from '../db/client.ts'
import { openAnswer, sealAnswer } from '../http/idempotency.ts'
import type { RepeatableCall } from '../http/idempotency.ts'
import { queueLetters } from '../notify/outbox.ts'
import type { Ports } from '../ports.ts'
import { keepAnswer, storedAnswer } from '../http/idempotency.store.ts'
import { formsOffered } from '../meeting/booking.ts'
import { addCase, addSecret } from '../meeting/case.store.ts'
import type { Case } from '../meeting/case.store.ts'
import { codeHash, newCode } from '../meeting/case-code.ts'
import { around, placeAt, timesInstead } from '../meeting/eligible-counsellors.ts'
import { newSecret, secretHash } from '../crypto/secret.ts'
import { insertBooking } from '../meeting/store.ts'
import type { Booking, NewBooking } from '../meeting/store.ts'
import { inTurn, othersDone } from '../meeting/one-at-a-time.ts'
import type { Wish } from '../meeting/booking-request.ts'

/** What a seeker gets for a wish: with `secret` and `code`, both shown once. Instants are RFC 3339 UTC. */
export type Receipt = { id: string; secret: string; code: string | null; start: string; end: string; wall: Wall }

export type Outcome =
  | { outcome: 'booked' | 'replayed'; receipt: Receipt }
  | { outcome: 'taken'; alternatives: OfferedTime[] }
  | { outcome: 'refused'; field: 'serviceId' | 'start' | 'form' | 'language'; message: string }
  | { outcome: 'key-reused' }

/** The case that a returning seeker's talk lands in, with the secret that they came with. */
export type Returning = { case: Case; secret: string }

/**
 * Takes a place: one transaction writes the answer under its key, case, talk and letters, or nothing.
 * A place that is taken already costs one statement and no transaction.
 */
export async function takeTalk(
  ports: Ports,
  wish: Wish,
  call: RepeatableCall,
  returning: Returning | null,
): Promise<Outcome> {
  const nowMs = ports.clock.now()
  const { from, until } = around(wish.start)
  const here = `${wish.serviceId} ${wish.start}`
  for (;;) {
    await othersDone(ports.db, here)
    const availability = await serviceAvailability(ports.db, wish.serviceId, from, until)
    const refusal = refusalOf(availability?.service, wish, ports.video !== null, returning)
    if (!availability || refusal) return (await replay(ports, call)) ?? refusal ?? unknownService
    const { service } = availability
    const place = placeAt(availability, wish.language, wish.start, nowMs)
    if (place.state === 'not-offered') return (await replay(ports, call)) ?? notASlot
    if (place.state === 'taken') return (await replay(ports, call)) ?? takenInstead(availability, wish, nowMs)
    const result = await inTurn(ports.db, here, async function takeInOneGo() {
      const draft = await draftOf(ports, wish, service, call, returning)
      const done = await ports.db
        .transaction((tx) => writeDown(tx, ports, draft, service, wish, call, place.candidates))
        .catch(undone)
      return { done, draft }
    })
    if (result?.done === 'booked') return { outcome: 'booked', receipt: result.draft.receipt }
    if (result?.done === 'repeated') return (await replay(ports, call)) ?? { outcome: 'key-reused' }
    if (result?.done === 'taken') return takenInstead(availability, wish, nowMs)
    // Somebody else in this process was about to: what is left is known when they are through.
  }
}

function takenInstead(availability: ServiceAvailability, wish: Wish, nowMs: number): Outcome {
  return { outcome: 'taken', alternatives: timesInstead(availability, wish, nowMs) }
}

const unknownService: Outcome = { outcome: 'refused', field: 'serviceId', message: 'There is no such service.' }
const notASlot: Outcome = {
  outcome: 'refused',
  field: 'start',
  message: 'No talk of this service begins then. Choose one of its free times.',
}

function refusalOf(
  service: ServiceRow | undefined,
  wish: Wish,
  hasVideo: boolean,
  returning: Returning | null,
): Outcome | null {
  if (!service) return unknownService
  if (returning && returning.case.organisationId !== service.organisationId) {
    return {
      outcome: 'refused',
      field: 'serviceId',
      message: 'Your earlier talks were with another organisation. Book this one without them.',
    }
  }
  if (!formsOffered(service.forms, hasVideo).includes(wish.form)) {
    return { outcome: 'refused', field: 'form', message: 'This service does not offer that form now.' }
  }
  if (!service.languages.includes(wish.language)) {
    return { outcome: 'refused', field: 'language', message: 'This service does not offer talks in that language.' }
  }
  return null
}

async function replay(ports: Ports, call: RepeatableCall): Promise<Outcome | null> {
  const stored = await storedAnswer(ports.db, call.keyHash)
  if (!stored?.answer) return null
  if (stored.bodyHash !== call.bodyHash) return { outcome: 'key-reused' }
  // Sealed by this program alone, under a key that the caller has shown.
  return { outcome: 'replayed', receipt: (await openAnswer(call, stored.answer)) as Receipt }
}

/** All that is known before anybody is asked: ids, secrets, and the answer itself. */
type Draft = {
  receipt: Receipt
  answer: Uint8Array
  newCase: Case | null
  caseId: string
  secretHash: string
  checklistVersionId: string | null
}

async function draftOf(
  ports: Ports,
  wish: Wish,
  service: ServiceRow,
  call: RepeatableCall,
  returning: Returning | null,
): Promise<Draft> {
  const nowMs = ports.clock.now()
  const id = ports.random.uuid(nowMs)
  const [time] = offeredTimes([{ start: wish.start, free: 1 }], service.minutes, wish.zone)
  if (!time) throw new Error('one start makes one time')
  const [secret, code, caseId] = returning
    ? [returning.secret, null, returning.case.id]
    : [newSecret(ports.random), newCode(ports.random), ports.random.uuid(nowMs)]
  const receipt = { id, secret, code, ...time }
  // Side by side, and before the transaction: others wait for that place.
  const [answer, hashedSecret, hashedCode, checklistVersionId] = await Promise.all([
    sealAnswer(call, receipt, ports.random.bytes(12)),
    secretHash(secret),
    code === null ? null : codeHash(code, ports.settings.secretKey),
    service.checklistTemplateId && newestVersionId(ports.db, service.checklistTemplateId),
  ])
  const newCase =
    hashedCode === null
      ? null
      : { id: caseId, organisationId: service.organisationId, codeHash: hashedCode, createdAt: new Date(nowMs) }
  return { receipt, answer, newCase, caseId, secretHash: hashedSecret, checklistVersionId }
}

/** Thrown to undo a transaction whose outcome is not a booking. */
class Undone extends Error {
  readonly because: 'repeated' | 'taken'
  constructor(because: 'repeated' | 'taken') {
    super(because)
    this.because = because
  }
}

function undone(error: unknown): 'repeated' | 'taken' {
  if (error instanceof Undone) return error.because
  throw error
}

async function writeDown(
  tx: Tx,
  ports: Ports,
  draft: Draft,
  service: ServiceRow,
  wish: Wish,
  call: RepeatableCall,
  candidates: readonly { id: string }[],
): Promise<'booked'> {
  const nowMs = ports.clock.now()
  // Sent in one go: the connection keeps their order, and each spares a round trip.
  const [kept, , , talk] = await Promise.all([
    keepAnswer(tx, {
      keyHash: call.keyHash,
      bodyHash: call.bodyHash,
      status: 201,
      answer: draft.answer,
      createdAt: new Date(nowMs),
    }),
    draft.newCase ? addCase(tx, draft.newCase) : null,
    draft.newCase ? addSecret(tx, draft.caseId, draft.secretHash, nowMs) : null,
    bookTalk(tx, ports, {
      id: draft.receipt.id,
      caseId: draft.caseId,
      service,
      start: wish.start,
      candidates: candidates.map(({ id }) => id),
      form: wish.form,
      language: wish.language,
      lettersLanguage: wish.lettersLanguage,
      seekerZone: wish.zone,
      alias: wish.alias ?? null,
      email: wish.email ?? null,
      phone: wish.phone ?? null,
      topic: wish.topic ?? null,
      fullSubjects: wish.fullSubjects ?? false,
      checklistVersionId: draft.checklistVersionId,
    }),
  ])
  if (!kept) throw new Undone('repeated')
  if (!talk) throw new Undone('taken')
  return 'booked'
}

/** A talk to be written down in a case. `candidates` are ids of counsellors, asked in that order. */
export type TalkToBook = Pick<
  Booking,
  | 'caseId'
  | 'form'
  | 'language'
  | 'lettersLanguage'
  | 'seekerZone'
  | 'alias'
  | 'email'
  | 'phone'
  | 'topic'
  | 'fullSubjects'
> & {
  id?: string
  service: ServiceRow
  start: number
  candidates: readonly string[]
  /** Looked up unless it is known already. */
  checklistVersionId?: string | null
}

/**
 * Writes a talk down with the first of the candidates who is free, and queues its letters; `null` when nobody
 * is. Does not ask the rules about `start` (epoch ms): that is the caller's part. For follow-ups, too.
 */
export async function bookTalk(tx: Tx, ports: Ports, talk: TalkToBook): Promise<Booking | null> {
  const { service, start, candidates, ...told } = talk
  const nowMs = ports.clock.now()
  const busy = busyRange(service, start)
  const row: Omit<NewBooking, 'counsellorId'> = {
    ...told,
    id: talk.id ?? ports.random.uuid(nowMs),
    organisationId: service.organisationId,
    serviceId: service.id,
    startsAt: new Date(start),
    endsAt: new Date(start + service.minutes * 60_000),
    busy: { from: new Date(busy.from), until: new Date(busy.until) },
    checklistVersionId:
      talk.checklistVersionId ??
      (service.checklistTemplateId && (await newestVersionId(tx, service.checklistTemplateId))),
    createdAt: new Date(nowMs),
    updatedAt: new Date(nowMs),
  }
  for (const counsellorId of candidates) {
    const booked = await insertBooking(tx, { ...row, counsellorId })
    if (!booked) continue
    await queueLetters(tx, ports, booked, 'booked')
    return booked
  }
  return null
}
