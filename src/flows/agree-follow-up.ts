import type { OfferedTime } from '../availability/offer.ts'
import { serviceAvailability } from '../availability/store.ts'
import type { ServiceAvailability } from '../availability/store.ts'
import { localDate } from '../time/local-time.ts'
import type { Form } from '../meeting/booking.ts'
import { withoutTalk } from './change-talk.ts'
import { around, placeAt, timesInstead } from '../meeting/eligible-counsellors.ts'
import { raiseVersion } from '../meeting/record.store.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import { lockTalk } from '../meeting/room.store.ts'
import { changeBooking, findBooking } from '../meeting/store.ts'
import { bookTalk } from './book-talk.ts'
import type { Tx } from '../db/client.ts'
import { queueLetter, queueLetters } from '../notify/outbox.ts'
import { wasTold, withdrawKind } from '../notify/record.store.ts'
import type { Ports } from '../ports.ts'
import { doorOpensAtMs } from '../room/door.ts'
import { letterOn, morningOf } from '../guidance/follow-up.ts'
import { agreeFollowUp, followUpOf } from '../guidance/follow-up.store.ts'
import { formChanges } from '../guidance/store.ts'

/** What the two agreed on. `start` is epoch ms. */
export type Wanted =
  | { kind: 'none' | 'welcome_back'; note: string | null }
  | { kind: 'talk'; note: string | null; start: number }
  | { kind: 'check_in'; note: string | null; dueOn: string; question: string | null }
  | { kind: 'call'; note: string | null; dueOn: string }

export type Agreed =
  { outcome: 'agreed' } | { outcome: 'taken'; alternatives: OfferedTime[] } | { outcome: 'not-offered' }

/**
 * Stores the agreed next contact with what belongs to it: the new talk is booked with the same counsellor in
 * the same case, a letter waits for the day, and what was agreed before is taken back. One transaction.
 */
export async function agreeOn(ports: Ports, talk: TalkRecord, wanted: Wanted): Promise<Agreed> {
  if (wanted.kind !== 'talk') return ports.db.transaction((tx) => writeDown(tx, ports, talk, wanted, null))
  const nowMs = ports.clock.now()
  const { from, until } = around(wanted.start)
  const all = await serviceAvailability(ports.db, talk.serviceId, from, until)
  // Read after the free times: what is taken by the same wish, said twice, is seen here as booked already.
  const standing = await standingTalk(ports.db, nowMs, (await followUpOf(ports.db, talk.id))?.nextBookingId ?? null)
  if (standing?.startsAt.getTime() === wanted.start) {
    const again = await ports.db.transaction((tx) => writeDown(tx, ports, talk, wanted, null)).catch(takenInstead)
    return again.outcome === 'agreed' ? again : { outcome: 'taken', alternatives: [] }
  }
  const availability = ofCounsellor(all, talk, standing?.id)
  if (!availability) return { outcome: 'not-offered' }
  const place = placeAt(availability, talk.language, wanted.start, nowMs)
  if (place.state === 'not-offered') return { outcome: 'not-offered' }
  if (place.state === 'free') {
    const agreed = await ports.db
      .transaction((tx) => writeDown(tx, ports, talk, wanted, availability))
      .catch(takenInstead)
    if (agreed.outcome === 'agreed') return agreed
  }
  return {
    outcome: 'taken',
    alternatives: timesInstead(
      availability,
      { language: talk.language, start: wanted.start, zone: talk.counsellorZone },
      nowMs,
    ),
  }
}

/**
 * The service's rules for this talk's own counsellor, as if the talk that would be replaced were not there. The two
 * have talked in this language before: what the counsellor's profile says of it now is no matter.
 */
export function ofCounsellor(
  availability: ServiceAvailability | null,
  talk: TalkRecord,
  without = '',
): ServiceAvailability | null {
  const own = availability && withoutTalk(availability, { id: without, counsellorId: talk.counsellorId })
  if (!own || own.counsellors.length === 0) return null
  return {
    ...own,
    counsellors: own.counsellors.map((counsellor) => ({
      ...counsellor,
      languages: [...counsellor.languages, talk.language],
    })),
  }
}

/** Thrown to undo the transaction when somebody else took the time. */
class TakenMeanwhile extends Error {}

function takenInstead(error: unknown): { outcome: 'taken' } {
  if (error instanceof TakenMeanwhile) return { outcome: 'taken' }
  throw error
}

async function writeDown(
  tx: Tx,
  ports: Ports,
  talk: TalkRecord,
  wanted: Wanted,
  availability: ServiceAvailability | null,
): Promise<{ outcome: 'agreed' }> {
  // Two agreements at once come one after the other: the later one replaces the earlier one whole.
  await lockTalk(tx, talk.id)
  const next = await nextTalk(tx, ports, talk, wanted, availability)
  const dueOn =
    wanted.kind === 'talk' && next
      ? localDate(next.startsAt.getTime(), talk.serviceZone)
      : 'dueOn' in wanted
        ? wanted.dueOn
        : null
  const question = wanted.kind === 'check_in' ? (wanted.question ?? usualQuestion[talk.lettersLanguage]) : null
  const { id: bookingId, caseId, counsellorId } = talk
  await agreeFollowUp(tx, ports, {
    bookingId,
    caseId,
    counsellorId,
    kind: wanted.kind,
    dueOn,
    nextBookingId: next?.id ?? null,
    note: wanted.note,
    question,
  })
  await queueDueLetter(tx, ports, talk, wanted.kind, dueOn)
  return { outcome: 'agreed' }
}

/** Words for a check-in when the counsellor leaves them to the program. */
const usualQuestion = {
  sv: 'Hur nära är du det som vi kom överens om? 1 är långt ifrån, 10 är framme.',
  da: 'Hvor tæt er du på det, vi blev enige om? 1 er langt fra, 10 er i mål.',
  en: 'How close are you to what we agreed on? 1 is far away, 10 is there.',
}

async function nextTalk(
  tx: Tx,
  ports: Ports,
  talk: TalkRecord,
  wanted: Wanted,
  availability: ServiceAvailability | null,
) {
  const standing = await standingTalk(tx, ports.clock.now(), (await followUpOf(tx, talk.id))?.nextBookingId ?? null)
  if (wanted.kind === 'talk' && standing?.startsAt.getTime() === wanted.start) return standing
  if (standing) await giveBack(tx, ports, standing)
  if (wanted.kind !== 'talk') return null
  const booked = availability && (await bookAgain(tx, ports, talk, availability, wanted.start))
  if (!booked) throw new TakenMeanwhile()
  return booked
}

/** One that has begun stands by itself: it is ended, not replaced. */
async function standingTalk(tx: Tx, nowMs: number, bookingId: string | null) {
  const next = bookingId === null ? null : await findBooking(tx, bookingId)
  return next?.state === 'booked' && nowMs < next.startsAt.getTime() ? next : null
}

/** The talk that was agreed before is off: it says so to both, as any talk that the counsellor cancels. */
async function giveBack(tx: Tx, ports: Ports, next: NonNullable<Awaited<ReturnType<typeof findBooking>>>) {
  const updatedAt = new Date(ports.clock.now())
  const off = await changeBooking(tx, next, {
    state: 'cancelled',
    cancelledBy: 'counsellor',
    version: next.version + 1,
    updatedAt,
  })
  if (off) await queueLetters(tx, ports, off, 'cancelled')
}

async function bookAgain(tx: Tx, ports: Ports, talk: TalkRecord, { service }: ServiceAvailability, start: number) {
  const told = await findBooking(tx, talk.id)
  if (!told) return null
  const { caseId, language, lettersLanguage, seekerZone, alias, email, phone, topic, fullSubjects } = told
  const form = bookedForm(told.form, await formChanges(tx, talk.id), doorOpensAtMs(talk))
  return bookTalk(tx, ports, {
    caseId,
    form,
    language,
    lettersLanguage,
    seekerZone,
    alias,
    email,
    phone,
    topic,
    fullSubjects,
    service,
    start,
    candidates: [talk.counsellorId],
  })
}

/**
 * The form that the seeker chose for the talk: the one that stood when the door opened. What it went over to after that
 * was a way out, when the picture failed, and is no choice for another day; for that the new talk's own page is there.
 */
export function bookedForm(now: Form, changes: readonly { from: Form; at: Date }[], doorOpensMs: number): Form {
  return changes.find(({ at }) => at.getTime() >= doorOpensMs)?.from ?? now
}

/** The day's letter; one that waited for another day, or for another kind of contact, is taken back. */
async function queueDueLetter(
  tx: Tx,
  ports: Ports,
  talk: TalkRecord,
  kind: Wanted['kind'],
  dueOn: string | null,
): Promise<void> {
  await withdrawKind(tx, talk.id, 'follow_up_due')
  const recipient = letterOn(kind)
  if (recipient === null || dueOn === null) return
  // Letters are one of a kind per version: a second one, for another day, is news.
  if (await wasTold(tx, talk.id, 'follow_up_due')) await raiseVersion(tx, talk.id)
  await queueLetter(tx, ports, talk.id, 'follow_up_due', recipient, new Date(morningOf(dueOn, talk.serviceZone)))
}
