import type { Tx } from '../db/client.ts'
import { eventById, datesOfSeries } from '../group/event.store.ts'
import type { Event } from '../group/event.store.ts'
import { mostSeatsAhead } from '../group/limits.ts'
import type { Registration } from '../group/registration.ts'
import { enough } from '../http/enough.store.ts'
import { openAnswer, sealAnswer } from '../http/idempotency.ts'
import type { RepeatableCall } from '../http/idempotency.ts'
import { keepAnswer, storedAnswer } from '../http/idempotency.store.ts'
import { keyOfCase, sealUnder } from '../meeting/case-key.store.ts'
import { lockCase } from '../meeting/case.store.ts'
import type { Case } from '../meeting/case.store.ts'
import { placeInLine, placeOfCase, takeSeat } from '../meeting/seat.store.ts'
import { countSeatsAhead } from '../group/seat.store.ts'
import { cellOfTopic } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { beginCase, writeCase } from './begin-case.ts'
import type { BeginningCase } from './begin-case.ts'
import { changeCaseContact } from './change-contact.ts'
import { tellSeat } from './seat-letters.ts'

/** What somebody gets who registers: `secret` and `code` are shown once. `place` counts from 1 on the waiting list. */
export type SeatReceipt = {
  id: string
  secret: string
  code: string | null
  state: 'booked' | 'waiting'
  place?: number
  /** With the whole series: each date, and how it stands. */
  dates?: { id: string; eventId: string; state: 'booked' | 'waiting'; place?: number }[]
}

export type RegisterOutcome =
  | { outcome: 'registered' | 'replayed'; receipt: SeatReceipt }
  | { outcome: 'not-found' | 'over' | 'already' | 'erasing' | 'key-reused' }
  | { outcome: 'refused'; field: 'language'; message: string }

/** The case that somebody comes back with, and its secret. */
type Returning = { case: Case; secret: string }

/**
 * Registers somebody for an event: one transaction writes the answer under its key, the case, and a seat or a place on the
 * waiting list, or nothing.
 */
export async function register(
  ports: Ports,
  eventId: string,
  { asked, call, returning }: { asked: Registration; call: RepeatableCall; returning: Returning | null },
): Promise<RegisterOutcome> {
  const found = await eventById(ports.db, eventId)
  const refusal = refusalOf(found, asked, ports.clock.now())
  if (!found || refusal) return (await replay(ports, call)) ?? refusal ?? { outcome: 'not-found' }
  const begun = returning ? null : await beginCase(ports, reached(asked))
  try {
    const receipt = await ports.db.transaction((tx) => writeDown(tx, ports, { found, asked, call, returning, begun }))
    return { outcome: 'registered', receipt }
  } catch (error) {
    if (!(error instanceof Undone)) throw error
    if (error.because === 'repeated') return (await replay(ports, call)) ?? { outcome: 'key-reused' }
    return (await replay(ports, call)) ?? { outcome: error.because }
  }
}

function refusalOf(found: Event | null, asked: Registration, nowMs: number): RegisterOutcome | null {
  if (!found) return { outcome: 'not-found' }
  if (found.state !== 'planned' || found.endsAt.getTime() <= nowMs) return { outcome: 'over' }
  if (asked.language !== found.language)
    return { outcome: 'refused', field: 'language', message: `It is held in another language: ${found.language}.` }
  return null
}

async function replay(ports: Ports, call: RepeatableCall): Promise<RegisterOutcome | null> {
  const stored = await storedAnswer(ports.db, call.keyHash)
  if (!stored?.answer) return null
  if (stored.bodyHash !== call.bodyHash) return { outcome: 'key-reused' }
  // Sealed by this program alone, under a key that the caller has shown.
  return { outcome: 'replayed', receipt: (await openAnswer(call, stored.answer)) as SeatReceipt }
}

type Because = 'repeated' | 'over' | 'already' | 'erasing'

/** Thrown to undo a transaction that ends in no registration. */
class Undone extends Error {
  readonly because: Because
  constructor(because: Because) {
    super(because)
    this.because = because
  }
}

type Decided = {
  found: Event
  asked: Registration
  call: RepeatableCall
  returning: Returning | null
  begun: BeginningCase | null
}

async function writeDown(tx: Tx, ports: Ports, decided: Decided): Promise<SeatReceipt> {
  const { found, asked, call, returning, begun } = decided
  const now = new Date(ports.clock.now())
  const caseId = begun?.id ?? returning?.case.id ?? ''
  if (begun) await writeCase(tx, begun)
  else await comeBack(tx, ports, caseId, asked)
  const key = begun?.key ?? (await keyOfCase(tx, ports, caseId))
  const dates = asked.wholeSeries && found.seriesId ? await datesOfSeries(tx, found.seriesId, found.startsAt) : [found]
  if (!begun && (await countSeatsAhead(tx, caseId, now)) + dates.length > mostSeatsAhead) throw enough(mostSeatsAhead)
  const places: NonNullable<SeatReceipt['dates']> = []
  // In one order, as everywhere: two who take several seats wait for each other, never in a ring.
  for (const date of dates.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const before = begun ? null : await placeOfCase(tx, date.id, caseId)
    if (before && before.state !== 'cancelled') {
      if (dates.length === 1) throw new Undone('already')
      continue
    }
    const id = before?.id ?? ports.random.uuid(now.getTime())
    const topic = asked.question ? await sealUnder(key, ports, cellOfTopic(id), asked.question) : null
    const state = await takeSeat(tx, { id, meetingId: date.id, caseId, topic, createdAt: now })
    if (state === 'over' || state === 'already') {
      if (dates.length === 1) throw new Undone(state)
      continue
    }
    const place = state === 'waiting' ? await placeInLine(tx, { id, meetingId: date.id }) : null
    await tellSeat(tx, ports, id, 'booked')
    places.push({ id, eventId: date.id, state, ...(place !== null && { place }) })
  }
  const receipt = receiptOf(decided, places)
  const answer = await sealAnswer(call, receipt, ports.random.bytes(12))
  const kept = await keepAnswer(tx, {
    keyHash: call.keyHash,
    bodyHash: call.bodyHash,
    status: 201,
    answer,
    createdAt: now,
  })
  if (!kept) throw new Undone('repeated')
  return receipt
}

function receiptOf(
  { found, asked, begun, returning }: Decided,
  places: NonNullable<SeatReceipt['dates']>,
): SeatReceipt {
  const own = places.find(({ eventId }) => eventId === found.id) ?? places[0]
  if (!own) throw new Undone('already')
  const { eventId: _, ...place } = own
  return {
    ...place,
    secret: begun?.secret ?? returning?.secret ?? '',
    code: begun?.code ?? null,
    ...(asked.wholeSeries && { dates: places }),
  }
}

/** Somebody who comes back may have another address by now. Under the case's lock: what is counted stays so. */
async function comeBack(tx: Tx, ports: Ports, caseId: string, asked: Registration): Promise<void> {
  const { alias, email, lettersLanguage, zone, fullSubjects } = asked
  await changeCaseContact(tx, ports, caseId, {
    lettersLanguage,
    zone,
    ...(alias != null && { alias }),
    ...(email != null && { email }),
    ...(fullSubjects !== undefined && { fullSubjects }),
  })
  if (!(await lockCase(tx, caseId))) throw new Undone('erasing')
}

const reached = ({ alias, email, lettersLanguage, zone, fullSubjects }: Registration) => ({
  alias: alias ?? null,
  email: email ?? null,
  phone: null,
  lettersLanguage,
  zone,
  fullSubjects: fullSubjects ?? false,
})
