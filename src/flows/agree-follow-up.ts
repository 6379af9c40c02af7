import type { OfferedTime } from '../availability/offer.ts'
import { serviceAvailability } from '../availability/store.ts'
import type { ServiceAvailability, ServiceRow } from '../availability/store.ts'
import { withoutTalk } from '../availability/without-talk.ts'
import type { Tx } from '../db/client.ts'
import { agreedOf, agreeFollowUp } from '../guidance/follow-up.store.ts'
import { notFound, problem } from '../http/problem.ts'
import { keyOfCase, sealUnder } from '../meeting/case-key.store.ts'
import { lockContact } from '../meeting/contact.store.ts'
import { around, placeAt, timesInstead } from '../meeting/eligible-counsellors.ts'
import { isBusyThen, lockCounsellors, lockTalk } from '../meeting/meeting.store.ts'
import { cellOfTopic, talkById, topicOf } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { leaveRoom } from '../room/fresh-door.ts'
import { localDate } from '../time/local-time.ts'
import { bookTalk } from './book-talk.ts'
import { callOff, moveAgreed } from './change-talk.ts'
import { queueFollowUpLetter } from './follow-up-letter.ts'

/** What the two agreed on. `start` is epoch ms, `dueOn` a local date in the service's zone. */
export type Wanted =
  | { kind: 'none' | 'welcome_back'; note: string | null }
  | { kind: 'talk'; note: string | null; start: number }
  | { kind: 'check_in'; note: string | null; dueOn: string; question: string | null }
  | { kind: 'call'; note: string | null; dueOn: string }

type Agreed = { outcome: 'agreed' } | { outcome: 'taken'; alternatives: OfferedTime[] } | { outcome: 'not-offered' }

/**
 * Stores the agreed next contact with what belongs to it: the new talk is booked with the same counsellor in
 * the same case, or the one that was booked before is moved, a letter waits for the day, and what else was agreed
 * before is taken back. One transaction.
 *
 * @throws Problem 409 `conflict` when somebody was let into the talk that is to be moved
 */
export async function agreeOn(ports: Ports, talk: Talk, wanted: Wanted): Promise<Agreed> {
  if (wanted.kind !== 'talk') return written(ports, talk, wanted, null)
  const nowMs = ports.clock.now()
  const { from, until } = around(wanted.start)
  const availability = await serviceAvailability(ports.db, talk.serviceId, from, until)
  // Read after the free times: what is taken by the same wish, said twice, is seen here as booked already.
  const standing = await standingTalk(ports.db, talk, nowMs)
  if (standing?.startsAt.getTime() === wanted.start) return written(ports, talk, wanted, null)
  const own = withSameCounsellor(availability, talk, standing)
  const place = own ? placeAt(own, talk.language, wanted.start, nowMs) : null
  if (!own || place?.state === 'not-offered') return { outcome: 'not-offered' }
  const agreed = place?.state === 'free' ? await written(ports, talk, wanted, own.service) : taken
  if (agreed.outcome === 'agreed') return agreed
  const wish = { language: talk.language, start: wanted.start, zone: talk.counsellorZone }
  return { outcome: 'taken', alternatives: timesInstead(own, wish, nowMs) }
}

const taken: Agreed = { outcome: 'taken', alternatives: [] }

/** The talk that was agreed on, as long as it can be replaced. One that has begun stands by itself: it is ended. */
export async function standingTalk(tx: Tx, { id }: Talk, nowMs: number): Promise<Talk | null> {
  const nextId = (await agreedOf(tx, id))?.nextBookingId
  return replaceable(nextId ? await talkById(tx, nextId) : null, nowMs)
}

const replaceable = (next: Talk | null, nowMs: number) =>
  next?.state === 'booked' && nowMs < next.startsAt.getTime() ? next : null

/**
 * The service's rules for this talk's own counsellor, as if `replaced` were not there. The two have talked in this
 * language before: what the counsellor's profile says of it now is no matter.
 */
export function withSameCounsellor(
  availability: ServiceAvailability | null,
  { counsellorId, language }: Talk,
  replaced: Talk | null,
): ServiceAvailability | null {
  // No meeting has the empty id.
  const own = availability && withoutTalk(availability, { counsellorId, meetingId: replaced?.meetingId ?? '' })
  if (!own || own.counsellors.length === 0) return null
  return { ...own, counsellors: own.counsellors.map((who) => ({ ...who, languages: [...who.languages, language] })) }
}

/** Writes the agreement down. `service` is needed when a talk is to be booked. */
async function written(ports: Ports, talk: Talk, wanted: Wanted, service: ServiceRow | null): Promise<Agreed> {
  try {
    const left = await ports.db.transaction(async function agreeInOneGo(tx) {
      // Before the talks, as in every move.
      if (wanted.kind === 'talk') await lockCounsellors(tx, [talk.counsellorId])
      return writeDown(tx, ports, talk.id, { wanted, service })
    })
    if (left !== null) leaveRoom(ports, left)
    return { outcome: 'agreed' }
  } catch (error) {
    if (error instanceof TakenMeanwhile || isBusyThen(error)) return taken
    throw error
  }
}

/** Thrown to undo the transaction when somebody else took the time. */
class TakenMeanwhile extends Error {}

/** Returns the name of a room that a moved talk leaves behind, see {@link leaveRoom}. */
async function writeDown(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  { wanted, service }: { wanted: Wanted; service: ServiceRow | null },
): Promise<string | null> {
  // Two agreements at once come one after the other: the later one replaces the earlier one whole.
  const locked = await lockTalk(tx, bookingId)
  if (!locked) throw notFound('This talk')
  const nextId = (await agreedOf(tx, bookingId))?.nextBookingId
  const standing = replaceable(nextId ? await lockTalk(tx, nextId) : null, ports.clock.now())
  // An address that is given in the same moment comes before this, or finds what is agreed here and writes to it. It is
  // locked after the talks, as everywhere.
  const { email, addressVersion } = await lockContact(tx, ports, locked.caseId)
  const talk = { ...locked, hasAddress: email !== null, addressVersion }
  const next = await nextTalk(tx, ports, talk, { wanted, service, standing })
  const { kind, note } = wanted
  const dueOn = next ? localDate(next.startsAt.getTime(), talk.serviceZone) : 'dueOn' in wanted ? wanted.dueOn : null
  const question = wanted.kind === 'check_in' ? (wanted.question ?? usualQuestion[talk.lettersLanguage]) : null
  const { caseId, counsellorId } = talk
  const agreed = { bookingId, caseId, counsellorId, kind, dueOn, nextBookingId: next?.id ?? null, note, question }
  await agreeFollowUp(tx, ports, agreed)
  await queueFollowUpLetter(tx, ports, talk, agreed)
  return next?.left ?? null
}

/** Words for a check-in when the counsellor leaves them to the program. */
const usualQuestion = {
  sv: 'Hur nära är du det som vi kom överens om? 1 är långt ifrån, 10 är framme.',
  da: 'Hvor tæt er du på det, vi blev enige om? 1 er langt fra, 10 er i mål.',
  en: 'How close are you to what we agreed on? 1 is far away, 10 is there.',
}

/**
 * The talk that is now agreed on, `null` with another kind of contact. The one that stood until now is moved to the
 * new time, or given back.
 */
async function nextTalk(
  tx: Tx,
  ports: Ports,
  talk: Talk,
  { wanted, service, standing }: { wanted: Wanted; service: ServiceRow | null; standing: Talk | null },
): Promise<{ id: string; startsAt: Date; left: string | null } | null> {
  if (wanted.kind === 'talk' && standing) return movedTalk(tx, ports, standing, wanted.start)
  // It says so to both, as any talk that the counsellor cancels.
  if (standing) await callOff(tx, ports, standing, { who: 'counsellor', reason: null, late: false })
  if (wanted.kind !== 'talk') return null
  const booked = service && (await bookAgain(tx, ports, talk, { service, start: wanted.start }))
  if (!booked) throw new TakenMeanwhile()
  return { ...booked, left: null }
}

async function movedTalk(tx: Tx, ports: Ports, standing: Talk, start: number) {
  if (standing.startsAt.getTime() === start) return { ...standing, left: null }
  const door = await moveAgreed(tx, ports, standing, start)
  if (door.underWay) throw problem(409, 'conflict', 'The next talk is under way: end it before another is agreed.')
  return { id: standing.id, startsAt: new Date(start), left: door.left }
}

/** Booked as this one was: what it went over to when the picture failed is no choice for another day. */
async function bookAgain(tx: Tx, ports: Ports, talk: Talk, at: { service: ServiceRow; start: number }) {
  const id = ports.random.uuid(ports.clock.now())
  const key = await keyOfCase(tx, ports, talk.caseId)
  const topic = await topicOf(key, talk)
  return bookTalk(tx, ports, {
    ...at,
    id,
    caseId: talk.caseId,
    contact: talk,
    candidates: [talk.counsellorId],
    form: talk.bookedForm,
    language: talk.language,
    topic: topic === null ? null : await sealUnder(key, ports, cellOfTopic(id), topic),
  })
}
