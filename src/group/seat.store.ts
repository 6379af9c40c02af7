import { and, asc, desc, eq, gt, inArray, ne } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { openKey, openValue, whenUnreadable } from '../meeting/case-key.store.ts'
import type { Secrets } from '../meeting/case-key.store.ts'
import { openReach } from '../meeting/contact.store.ts'
import { booking, caseKey, contact, meeting } from '../meeting/schema.ts'
import type { Reach } from '../meeting/schema.ts'
import type { SeatState } from '../meeting/seat.ts'
import { cellOfTopic } from '../meeting/talk.store.ts'
import { organisation } from '../people/schema.ts'
import { event } from './schema.ts'

// A seat is a seeker's place in an event, as its own page and its letters need it: read here, in one statement.

const columns = {
  /** The booking's id. */
  id: booking.id,
  eventId: meeting.id,
  caseId: booking.caseId,
  organisationId: meeting.organisationId,
  organisationName: organisation.name,
  organisationIsSample: organisation.sample,
  kind: meeting.kind,
  seriesId: event.seriesId,
  title: event.title,
  meetingState: meeting.state,
  bookingState: booking.state,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  zone: meeting.zone,
  form: meeting.form,
  language: meeting.language,
  icsSequence: meeting.icsSequence,
  waitingNumber: booking.waitingNumber,
  offerEndsAt: booking.offerEndsAt,
  cancelledBy: booking.cancelledBy,
  hasAddress: contact.hasAddress,
  lettersLanguage: contact.lettersLanguage,
  seekerZone: contact.zone,
  fullSubjects: contact.fullSubjects,
  addressVersion: contact.addressVersion,
  createdAt: booking.createdAt,
  kept: { reach: contact.reach, topic: booking.topic, wrapped: caseKey.wrapped, wrappedBy: caseKey.wrappedBy },
}

const seats = (tx: Tx) =>
  tx
    .select(columns)
    .from(booking)
    .innerJoin(meeting, and(eq(meeting.id, booking.meetingId), ne(meeting.kind, 'talk')))
    .innerJoin(event, eq(event.meetingId, meeting.id))
    .innerJoin(contact, eq(contact.caseId, booking.caseId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .innerJoin(organisation, eq(organisation.id, meeting.organisationId))

type Row = Awaited<ReturnType<typeof seats>>[number]
/** A place in an event, with all that may be known of it without its case's key. Instants are `Date`s. */
export type Seat = Omit<Row, 'meetingState' | 'bookingState'> & { state: SeatState }
export type OpenSeat = Seat & Reach & { question: string | null }

const told = ({ meetingState, bookingState, ...row }: Row): Seat => ({
  ...row,
  state: seatState(meetingState, bookingState, row.cancelledBy),
})

function seatState(
  meetingState: Row['meetingState'],
  bookingState: Row['bookingState'],
  by: Row['cancelledBy'],
): SeatState {
  if (meetingState === 'cancelled') return 'cancelled'
  if (bookingState === 'cancelled') return by === null ? 'lapsed' : 'cancelled'
  if (meetingState !== 'planned') return 'over'
  return bookingState === 'no_show' ? 'over' : bookingState
}

export async function seatById(tx: Tx, id: string): Promise<Seat | null> {
  const [row] = await seats(tx).where(eq(booking.id, id)).prepare('seat_by_id').execute()
  return row ? told(row) : null
}

/** The place of a case: `null` for an id of another case's, and for a talk. */
export async function seatOfCase(tx: Tx, caseId: string, id: string): Promise<Seat | null> {
  const [row] = await seats(tx).where(and(eq(booking.id, id), eq(booking.caseId, caseId)))
  return row ? told(row) : null
}

export async function seatsByIds(tx: Tx, ids: string[]): Promise<Seat[]> {
  if (ids.length === 0) return []
  return (await seats(tx).where(inArray(booking.id, ids)).orderBy(asc(meeting.startsAt))).map(told)
}

/** The newest `most` places of a case, newest first. */
export const newestSeats = async (tx: Tx, caseId: string, most: number): Promise<Seat[]> =>
  (await seats(tx).where(eq(booking.caseId, caseId)).orderBy(desc(meeting.startsAt), desc(booking.id)).limit(most)).map(
    told,
  )

const ahead = (caseId: string, now: Date) =>
  and(
    eq(booking.caseId, caseId),
    eq(meeting.state, 'planned'),
    inArray(booking.state, ['booked', 'waiting', 'offered']),
    gt(meeting.endsAt, now),
  )

/** Places of a case that are not over, in the order in which meetings are locked. */
export const seatsAhead = async (tx: Tx, caseId: string, now: Date): Promise<Seat[]> =>
  (await seats(tx).where(ahead(caseId, now)).orderBy(asc(meeting.id))).map(told)

export const countSeatsAhead = async (tx: Tx, caseId: string, now: Date): Promise<number> =>
  (await seatsAhead(tx, caseId, now)).length

/** Whoever has a place in an event or waits for one, in the order of their coming. */
export const seatsOfEvent = async (tx: Tx, meetingId: string): Promise<Seat[]> =>
  (
    await seats(tx)
      .where(and(eq(meeting.id, meetingId), ne(booking.state, 'cancelled')))
      .orderBy(asc(booking.createdAt), asc(booking.id))
  ).map(told)

/** Places with what their seekers wrote, and how they are reached. What cannot be opened any more is `null`. */
export function openSeats(ports: Pick<Secrets, 'settings'>, found: readonly Seat[]): Promise<OpenSeat[]> {
  return Promise.all(found.map((seat) => opened(ports, seat).catch(whenUnreadable({ ...seat, ...unread }))))
}

const unread = { alias: null, email: null, phone: null, question: null }

async function opened(ports: Pick<Secrets, 'settings'>, seat: Seat): Promise<OpenSeat> {
  const { caseId, kept } = seat
  const key = await openKey(ports, { caseId, wrapped: kept.wrapped, wrappedBy: kept.wrappedBy })
  const [reach, question] = await Promise.all([
    openReach(key, caseId, kept.reach),
    kept.topic && openValue(key, cellOfTopic(seat.id), kept.topic),
  ])
  return { ...seat, ...reach, question }
}
