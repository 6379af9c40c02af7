import { formsOffered } from '../availability/form.ts'
import type { Form } from '../availability/form.ts'
import { offeredTimes } from '../availability/offer.ts'
import type { OfferedTime } from '../availability/offer.ts'
import { busyRange } from '../availability/slot.ts'
import { serviceAvailability } from '../availability/store.ts'
import type { ServiceAvailability, ServiceRow } from '../availability/store.ts'
import { newestVersionId } from '../checklist/store.ts'
import { newSecret, secretHash } from '../crypto/secret.ts'
import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import { openAnswer, sealAnswer } from '../http/idempotency.ts'
import type { RepeatableCall } from '../http/idempotency.ts'
import { enough } from '../http/enough.store.ts'
import { keepAnswer, storedAnswer } from '../http/idempotency.store.ts'
import type { Wish } from '../meeting/booking-request.ts'
import { mostAhead } from '../meeting/booking-allowance.ts'
import { newLetterLink } from '../meeting/case-link.ts'
import type { LetterLink } from '../meeting/case-link.ts'
import { addLetterLink } from '../meeting/case-link.store.ts'
import { codeHash, newCode } from '../meeting/case-code.ts'
import { addCaseKey, freshKey, keyOfCase, sealUnder } from '../meeting/case-key.store.ts'
import { addCase, addSecret, lockCase } from '../meeting/case.store.ts'
import type { Case, NewCase } from '../meeting/case.store.ts'
import { mostTalks } from '../meeting/limits.ts'
import { addContact, sealedContact } from '../meeting/contact.store.ts'
import type { Contact } from '../meeting/contact.store.ts'
import { around, placeAt, timesInstead } from '../meeting/eligible-counsellors.ts'
import { inTurn, othersDone } from '../meeting/one-at-a-time.ts'
import { takePlace } from '../meeting/place.store.ts'
import { cellOfTopic, countTalks, talksAheadOfCase } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { queueLetters } from '../notify/outbox.ts'
import type { PlannedTalk } from '../notify/letter.ts'
import type { Ports } from '../ports.ts'
import type { Wall } from '../time/local-time.ts'
import { changeCaseContact } from './change-contact.ts'

/** What a seeker gets for a wish: with `secret` and `code`, both shown once. Instants are RFC 3339 UTC. */
export type Receipt = { id: string; secret: string; code: string | null; start: string; end: string; wall: Wall }

export type Outcome =
  | { outcome: 'booked' | 'replayed'; receipt: Receipt }
  | { outcome: 'taken'; alternatives: OfferedTime[] }
  | { outcome: 'enough-ahead' }
  /** The seeker asked that everything be erased. */
  | { outcome: 'erasing' }
  | { outcome: 'refused'; field: 'serviceId' | 'start' | 'form' | 'language'; message: string }
  | { outcome: 'key-reused' }

/** The case that a returning seeker's talk lands in, with the secret that they came with. */
type Returning = { case: Case; secret: string }

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
    const refusal = refusalOf(availability?.service, wish, ports.video !== null)
    if (!availability || refusal) return (await replay(ports, call)) ?? refusal ?? unknownService
    const { service } = availability
    const place = placeAt(availability, wish.language, wish.start, nowMs)
    if (place.state === 'not-offered') return (await replay(ports, call)) ?? notASlot
    if (place.state === 'taken') return (await replay(ports, call)) ?? takenInstead(availability, wish, nowMs)
    const result = await inTurn(ports.db, here, async function takeInOneGo() {
      const draft = await draftOf(ports, { wish, service, call, returning })
      const done = await ports.db
        .transaction((tx) => writeDown(tx, ports, { draft, service, wish, call, candidates: place.candidates }))
        .catch(undone)
      return { done, draft }
    })
    if (result?.done === 'booked') return { outcome: 'booked', receipt: result.draft.receipt }
    if (result?.done === 'repeated') return (await replay(ports, call)) ?? { outcome: 'key-reused' }
    if (result?.done === 'enough-ahead') return (await replay(ports, call)) ?? { outcome: 'enough-ahead' }
    if (result?.done === 'erasing') return { outcome: 'erasing' }
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

function refusalOf(service: ServiceRow | undefined, wish: Wish, hasVideo: boolean): Outcome | null {
  if (!service) return unknownService
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
  caseId: string
  /** What a new case begins with; null for somebody who comes back. */
  fresh: Fresh | null
  topic: Sealed<string> | null
  letterLink: LetterLink | null
  checklistVersionId: string | null
}

type Fresh = {
  case: NewCase
  secretHash: string
  key: Parameters<typeof addCaseKey>[1]
  contact: Parameters<typeof addContact>[1]
}

type Asked = { wish: Wish; service: ServiceRow; call: RepeatableCall; returning: Returning | null }

async function draftOf(ports: Ports, { wish, service, call, returning }: Asked): Promise<Draft> {
  const nowMs = ports.clock.now()
  const id = ports.random.uuid(nowMs)
  const [time] = offeredTimes([{ start: wish.start, free: 1 }], service.minutes, wish.zone)
  if (!time) throw new Error('one start makes one time')
  const [secret, code, caseId] = returning
    ? [returning.secret, null, returning.case.id]
    : [newSecret(ports.random), newCode(ports.random), ports.random.uuid(nowMs)]
  const receipt = { id, secret, code, ...time }
  // Side by side, and before the transaction: others wait for that place.
  const [answer, hashedSecret, hashedCode, letterLink, checklistVersionId, sealed] = await Promise.all([
    sealAnswer(call, receipt, ports.random.bytes(12)),
    secretHash(secret),
    code === null ? null : codeHash(code, ports.settings.secretKey),
    wish.linkInLetters ? newLetterLink(ports.random, ports.settings.secretKey) : null,
    service.checklistTemplateId && newestVersionId(ports.db, service.checklistTemplateId),
    sealedWords(ports, { id, caseId, wish, returning }),
  ])
  const { topic, key, contact } = sealed
  const createdAt = new Date(nowMs)
  const fresh =
    hashedCode === null || !key || !contact
      ? null
      : { case: { id: caseId, codeHash: hashedCode, createdAt }, secretHash: hashedSecret, key, contact }
  return { receipt, answer, caseId, fresh, topic, letterLink, checklistVersionId }
}

/** What the seeker wrote, sealed under their case's key: a new case's key and contact are made here. */
async function sealedWords(
  ports: Ports,
  { id, caseId, wish, returning }: Pick<Asked, 'wish' | 'returning'> & { id: string; caseId: string },
) {
  const sealTopic = async (key: CryptoKey) =>
    wish.topic ? await sealUnder(key, ports, cellOfTopic(id), wish.topic) : null
  if (returning) {
    return { topic: wish.topic ? await sealTopic(await keyOfCase(ports.db, ports, caseId)) : null }
  }
  const { key, row } = await freshKey(ports, caseId)
  const plain = newContact(caseId, wish, new Date(ports.clock.now()))
  const [topic, contact, keyRow] = await Promise.all([sealTopic(key), sealedContact(key, ports, plain), row])
  return { topic, key: keyRow, contact }
}

/** Thrown to undo a transaction whose outcome is not a booking. */
class Undone extends Error {
  readonly because: NotBooked
  constructor(because: NotBooked) {
    super(because)
    this.because = because
  }
}

type NotBooked = 'repeated' | 'taken' | 'enough-ahead' | 'erasing'

function undone(error: unknown): NotBooked {
  if (error instanceof Undone) return error.because
  throw error
}

type Decided = {
  draft: Draft
  service: ServiceRow
  wish: Wish
  call: RepeatableCall
  candidates: readonly { id: string }[]
}

async function writeDown(tx: Tx, ports: Ports, { draft, service, wish, call, candidates }: Decided): Promise<'booked'> {
  const createdAt = new Date(ports.clock.now())
  const { caseId, fresh, letterLink, checklistVersionId, answer, topic } = draft
  // A new case has nothing ahead, and its first booking waits for no answer.
  if (!fresh) await refuseOneTooMany(tx, ports, caseId)
  // Whoever comes back may have another address by now: what their other talks have to say goes there, too.
  const contact = fresh ? fresh.contact : await returningContact(tx, ports, caseId, wish)
  // Sent in one go: the connection keeps their order, and each spares a round trip.
  const [kept, , , , , talk] = await Promise.all([
    keepAnswer(tx, { keyHash: call.keyHash, bodyHash: call.bodyHash, status: 201, answer, createdAt }),
    fresh && addCase(tx, fresh.case),
    fresh && addSecret(tx, caseId, fresh.secretHash, createdAt.getTime()),
    fresh && addContact(tx, fresh.contact),
    fresh && addCaseKey(tx, fresh.key),
    bookTalk(tx, ports, {
      id: draft.receipt.id,
      caseId,
      contact,
      service,
      start: wish.start,
      candidates: candidates.map(({ id }) => id),
      form: wish.form,
      language: wish.language,
      topic,
      checklistVersionId,
    }),
  ])
  if (!kept) throw new Undone('repeated')
  if (!talk) throw new Undone('taken')
  if (letterLink && contact.hasAddress) await addLetterLink(tx, caseId, letterLink)
  return 'booked'
}

/** Counted under the case's lock: of twenty that come at once, each sees what those before it have written. */
async function refuseOneTooMany(tx: Tx, { clock }: Ports, caseId: string): Promise<void> {
  if (!(await lockCase(tx, caseId))) throw new Undone('erasing')
  if ((await countTalks(tx, caseId)) >= mostTalks) throw enough(mostTalks)
  if ((await talksAheadOfCase(tx, caseId, clock.now())).length >= mostAhead) throw new Undone('enough-ahead')
}

function newContact(caseId: string, wish: Wish, updatedAt: Date): Contact {
  const { alias, email, phone, lettersLanguage, zone, fullSubjects } = wish
  return {
    caseId,
    alias: alias ?? null,
    email: email ?? null,
    phone: phone ?? null,
    lettersLanguage,
    zone,
    fullSubjects: fullSubjects ?? false,
    addressVersion: 0,
    updatedAt,
  }
}

/** What somebody who comes back leaves blank stays as the case has it; it can be taken away on their own page. */
async function returningContact(tx: Tx, ports: Ports, caseId: string, wish: Wish) {
  const { alias, email, phone, lettersLanguage, zone, fullSubjects } = wish
  const { email: address, addressVersion } = await changeCaseContact(tx, ports, caseId, {
    lettersLanguage,
    zone,
    ...(alias != null && { alias }),
    ...(email != null && { email }),
    ...(phone != null && { phone }),
    ...(fullSubjects !== undefined && { fullSubjects }),
  })
  return { hasAddress: address !== null, addressVersion }
}

/** A talk to be written down in a case. `candidates` are ids of counsellors, asked in that order. `start` is epoch ms. */
type TalkToBook = {
  /** A new id, to which the topic is sealed. */
  id: string
  caseId: string
  contact: Pick<Talk, 'hasAddress' | 'addressVersion'>
  service: ServiceRow
  start: number
  candidates: readonly string[]
  form: Form
  language: string
  topic: Sealed<string> | null
  /** Looked up unless it is known already. */
  checklistVersionId?: string | null
}

/**
 * Writes a talk down with the first of the candidates who is free, and queues its letters; `null` when nobody
 * is. Does not ask the rules about `start`: that is the caller's part. For follow-ups, too.
 */
export async function bookTalk(tx: Tx, ports: Ports, talk: TalkToBook): Promise<PlannedTalk | null> {
  const { id, service, start, candidates, caseId, form, language, topic } = talk
  const nowMs = ports.clock.now()
  const [createdAt, startsAt] = [new Date(nowMs), new Date(start)]
  const endsAt = new Date(start + service.minutes * 60_000)
  const span = busyRange(service, start)
  const busy = { from: new Date(span.from), until: new Date(span.until) }
  const [meetingId, hostId] = [ports.random.uuid(nowMs), ports.random.uuid(nowMs)]
  const checklistVersionId = talk.checklistVersionId ?? (await newestVersionOf(tx, service))
  const { organisationId, id: serviceId, zone, method } = service
  for (const staffId of candidates) {
    const taken = await takePlace(tx, {
      meeting: { id: meetingId, organisationId, serviceId, startsAt, endsAt, zone, form, language, method },
      host: { id: hostId, staffId, busy },
      booking: { id, caseId, topic, checklistVersionId },
      createdAt,
    })
    if (!taken) continue
    const { hasAddress, addressVersion } = talk.contact
    const booked = { id, hostId, organisationId, startsAt, hasAddress, addressVersion, checklistVersionId, createdAt }
    await queueLetters(tx, ports, { ...booked, icsSequence: 0 }, 'booked')
    return { ...booked, icsSequence: 0 }
  }
  return null
}

const newestVersionOf = async (tx: Tx, { checklistTemplateId }: ServiceRow) =>
  checklistTemplateId && newestVersionId(tx, checklistTemplateId)
