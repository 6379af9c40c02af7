import { and, asc, desc, eq, exists, gt, inArray, lt, ne, sql } from 'drizzle-orm'
import type { Column, SQL } from 'drizzle-orm'
import { service } from '../availability/schema.ts'
import { among } from '../db/among.ts'
import type { Tx } from '../db/client.ts'
import { organisation, staff } from '../people/schema.ts'
import { talkState } from './meeting.ts'
import type { TalkState } from './meeting.ts'
import { openKey, openValue, whenUnreadable } from './case-key.store.ts'
import type { Cell, Secrets } from './case-key.store.ts'
import { openReach } from './contact.store.ts'
import { booking, caseKey, contact, host, meeting } from './schema.ts'
import type { Reach } from './schema.ts'

// A talk is a meeting of two: one booking, one host. It is read here, whole and in one statement, by whoever needs it.
// Its tables are those of this domain; its service, its counsellor's name and its organisation's are joined to it, which
// spares every reader a round trip.

const columns = {
  /** The booking's id, by which everybody names the talk. */
  id: booking.id,
  meetingId: meeting.id,
  hostId: host.id,
  caseId: booking.caseId,
  organisationId: meeting.organisationId,
  organisationName: organisation.name,
  organisationIsSample: organisation.sample,
  counsellorId: host.staffId,
  counsellorName: staff.name,
  counsellorZone: staff.zone,
  serviceId: service.id,
  serviceTitle: service.title,
  /** IANA name: the zone that the talk is planned by. */
  serviceZone: meeting.zone,
  serviceForms: service.forms,
  minutes: service.minutes,
  doorOpensMinutes: service.doorOpensMinutes,
  cancelUntilMinutes: service.cancelUntilMinutes,
  method: meeting.method,
  meetingState: meeting.state,
  bookingState: booking.state,
  /** How it is held now, and how the seeker booked it. */
  form: meeting.form,
  bookedForm: booking.form,
  language: meeting.language,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  revision: meeting.revision,
  icsSequence: meeting.icsSequence,
  hasAddress: contact.hasAddress,
  lettersLanguage: contact.lettersLanguage,
  seekerZone: contact.zone,
  fullSubjects: contact.fullSubjects,
  addressVersion: contact.addressVersion,
  cancelledBy: booking.cancelledBy,
  cancelledLate: booking.cancelledLate,
  feedbackAsked: booking.feedbackAsked,
  checklistVersionId: booking.checklistVersionId,
  createdAt: booking.createdAt,
  /** What the seeker said and how they are reached, as it is stored. {@link openTalk} opens it. */
  kept: {
    reach: contact.reach,
    topic: booking.topic,
    cancelReason: booking.cancelReason,
    wrapped: caseKey.wrapped,
    wrappedBy: caseKey.wrappedBy,
  },
}

const talks = (tx: Tx) =>
  tx
    .select(columns)
    .from(booking)
    .innerJoin(meeting, and(eq(meeting.id, booking.meetingId), eq(meeting.kind, 'talk')))
    .innerJoin(host, and(eq(host.meetingId, meeting.id), eq(host.role, 'host')))
    .innerJoin(contact, eq(contact.caseId, booking.caseId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .innerJoin(service, eq(service.id, meeting.serviceId))
    .innerJoin(staff, eq(staff.id, host.staffId))
    .innerJoin(organisation, eq(organisation.id, meeting.organisationId))

type Row = Awaited<ReturnType<typeof talks>>[number]

/** A talk with all that may be known of it without its case's key. Instants are `Date`s. */
export type Talk = Omit<Row, 'meetingState' | 'bookingState'> & { state: TalkState }

const told = ({ meetingState, bookingState, ...row }: Row): Talk => ({
  ...row,
  state: talkState(meetingState, bookingState),
})

/** What only the case's key opens. */
export type TalkWords = Reach & { topic: string | null; cancelReason: string | null }
export type OpenTalk = Talk & TalkWords

export const cellOfTopic = (bookingId: string): Cell => ({ column: booking.topic, row: bookingId })
export const cellOfCancelReason = (bookingId: string): Cell => ({ column: booking.cancelReason, row: bookingId })

/** A talk with what its seeker said and how they are reached. @throws Problem 410 `unreadable` when its key is gone */
export async function openTalk(ports: Pick<Secrets, 'settings'>, talk: Talk): Promise<OpenTalk> {
  return opened(await keyOfTalk(ports, talk), talk)
}

/** As {@link openTalk}, for many: the key of a case is opened once. Words whose key is gone are `null`. */
export async function openTalks(ports: Pick<Secrets, 'settings'>, talks: readonly Talk[]): Promise<OpenTalk[]> {
  const keys = new Map<string, ReturnType<typeof keyOfTalk>>()
  return Promise.all(
    talks.map(async (talk) => {
      const key = keys.get(talk.caseId) ?? keyOfTalk(ports, talk)
      keys.set(talk.caseId, key)
      return opened(await key, talk).catch(whenUnreadable({ ...talk, ...noWords }))
    }),
  )
}

/** The key of the case that a talk is of; `null` when there is none. */
export function keyOfTalk(ports: Pick<Secrets, 'settings'>, { caseId, kept }: Pick<Talk, 'caseId' | 'kept'>) {
  const opened = keysOfRows.get(kept) ?? openKey(ports, { caseId, ...kept })
  keysOfRows.set(kept, opened)
  return opened
}

/** Whoever opens one thing of a talk opens another soon: as long as its row is at hand, so is its key. */
const keysOfRows = new WeakMap<Talk['kept'], ReturnType<typeof openKey>>()

/** What a talk is to be about, opened. */
export const topicOf = async (key: CryptoKey | null, { id, kept: { topic } }: Pick<Talk, 'id' | 'kept'>) =>
  topic && openValue(key, cellOfTopic(id), topic)

const noWords: TalkWords = { alias: null, email: null, phone: null, topic: null, cancelReason: null }

async function opened(key: CryptoKey | null, talk: Talk): Promise<OpenTalk> {
  const { reach, cancelReason } = talk.kept
  const [plain, ...words] = await Promise.all([
    openReach(key, talk.caseId, reach),
    topicOf(key, talk),
    cancelReason && openValue(key, cellOfCancelReason(talk.id), cancelReason),
  ])
  return { ...talk, ...plain, topic: words[0], cancelReason: words[1] }
}

export async function talkById(tx: Tx, id: string): Promise<Talk | null> {
  const [row] = await talks(tx).where(eq(booking.id, id)).prepare('talk_by_id').execute()
  return row ? told(row) : null
}

/** In the order of time. */
export async function talksByIds(tx: Tx, ids: string[]): Promise<Talk[]> {
  if (ids.length === 0) return []
  const found = talks(tx).where(among(booking.id, ids)).orderBy(asc(meeting.startsAt))
  return (await found.prepare('talks_by_ids').execute()).map(told)
}

/** The talk of a case: `null` for an id of another case's. */
export async function talkOfCase(tx: Tx, caseId: string, id: string): Promise<Talk | null> {
  const [row] = await talks(tx).where(and(eq(booking.id, id), eq(booking.caseId, caseId)))
  return row ? told(row) : null
}

/** All talks of a case, newest first: at most `mostTalks`. */
export const talksOfCase = async (tx: Tx, caseId: string): Promise<Talk[]> =>
  (await talksFromNewest(tx, caseId)).map(told)

/** The newest `most` talks of a case, newest first. */
export const newestTalks = async (tx: Tx, caseId: string, most: number): Promise<Talk[]> =>
  (await talksFromNewest(tx, caseId).limit(most)).map(told)

const talksFromNewest = (tx: Tx, caseId: string) =>
  talks(tx).where(eq(booking.caseId, caseId)).orderBy(desc(meeting.startsAt), desc(booking.id))

/** How many talks a case ever had, those that were called off among them. */
export const countTalks = (tx: Tx, caseId: string): Promise<number> => tx.$count(booking, eq(booking.caseId, caseId))

/**
 * The last talks of a case with one organisation that began before a talk and were not called off, oldest first: what a
 * returning seeker comes with.
 */
export async function earlierTalks(
  tx: Tx,
  { caseId, organisationId, startsAt }: Pick<Talk, 'caseId' | 'organisationId' | 'startsAt'>,
): Promise<Talk[]> {
  const before = await talks(tx)
    .where(
      and(
        eq(booking.caseId, caseId),
        eq(meeting.organisationId, organisationId),
        lt(meeting.startsAt, startsAt),
        ne(meeting.state, 'cancelled'),
        ne(booking.state, 'cancelled'),
      ),
    )
    .orderBy(desc(meeting.startsAt))
    .limit(earlierShown)
  return before.map(told).reverse()
}

/** Whoever reads a record goes back so far. */
const earlierShown = 50

/** The talks of these meetings. */
export async function talksOfMeetings(tx: Tx, meetingIds: string[]): Promise<Talk[]> {
  if (meetingIds.length === 0) return []
  return (await talks(tx).where(inArray(meeting.id, meetingIds)).orderBy(asc(meeting.startsAt))).map(told)
}

/** The longest that a meeting and its buffers last: so far before a time a host may have become busy that still are. */
const longestBusyMs = 36 * 3_600_000

/**
 * A counsellor's talks that touch `[from, until)`, in the order of time; cancelled ones too, and of more than
 * {@link mostListed} those that stand before those: a time may be booked and given back again and again.
 */
export async function talksOfCounsellor(tx: Tx, counsellorId: string, from: Date, until: Date): Promise<Talk[]> {
  const rows = await talks(tx)
    .where(withCounsellor(counsellorId, from, until))
    .orderBy(sql`${meeting.state} = 'cancelled'`, asc(meeting.startsAt))
    .limit(mostListed)
  return rows.map(told).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

/** Twice as many as somebody could hold in two months. */
const mostListed = 1000

/** As {@link talksOfCounsellor}, those that nobody has ended yet. */
export async function talksUnderWay(tx: Tx, counsellorId: string, from: Date, until: Date): Promise<Talk[]> {
  const underWay = and(withCounsellor(counsellorId, from, until), eq(meeting.state, 'planned'))
  return (await talks(tx).where(underWay).orderBy(asc(meeting.startsAt)).limit(mostListed)).map(told)
}

const withCounsellor = (counsellorId: string, from: Date, until: Date) =>
  and(
    eq(host.staffId, counsellorId),
    // The index of a counsellor's week knows when they become busy, not when the talk begins.
    sql`lower(${host.busy}) < ${until.toISOString()}::timestamptz`,
    sql`lower(${host.busy}) > ${new Date(from.getTime() - longestBusyMs).toISOString()}::timestamptz`,
    lt(meeting.startsAt, until),
    gt(meeting.endsAt, from),
  )

/**
 * The newest `most` of a counsellor's talks that were held since then, in the order of time.
 *
 * @param which a condition on their ids, which another domain knows how to ask
 */
export async function heldTalks(
  tx: Tx,
  {
    counsellorId,
    since,
    most,
    which,
  }: { counsellorId: string; since: Date; most: number; which: (bookingId: Column) => SQL },
): Promise<Talk[]> {
  const held = await talks(tx)
    .where(
      and(
        eq(host.staffId, counsellorId),
        sql`lower(${host.busy}) > ${new Date(since.getTime() - longestBusyMs).toISOString()}::timestamptz`,
        eq(meeting.state, 'held'),
        gt(meeting.startsAt, since),
        which(booking.id),
      ),
    )
    .orderBy(desc(meeting.startsAt))
    .limit(most)
  return held.map(told).reverse()
}

/** True of ids of talks that were held: a condition of another query, on its column of booking ids. */
export const wasHeld = (tx: Tx) => (bookingId: Column) =>
  exists(
    tx
      .select({ id: booking.id })
      .from(booking)
      .innerJoin(meeting, eq(meeting.id, booking.meetingId))
      .where(and(eq(booking.id, bookingId), eq(meeting.state, 'held'))),
  )

/** Talks that nobody ended, the longest over first, and whose time was up before `before`. */
export async function unendedTalks(tx: Tx, before: Date, most: number): Promise<Talk[]> {
  const rows = await talks(tx)
    .where(and(eq(meeting.state, 'planned'), lt(meeting.endsAt, before)))
    .orderBy(asc(meeting.endsAt))
    .limit(most)
  return rows.map(told)
}

/** When talks start, by booking id. */
export async function startsOf(tx: Tx, bookingIds: string[]): Promise<Map<string, Date>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: booking.id, startsAt: meeting.startsAt })
    .from(booking)
    .innerJoin(meeting, eq(meeting.id, booking.meetingId))
    .where(inArray(booking.id, bookingIds))
  return new Map(rows.map(({ id, startsAt }) => [id, startsAt]))
}

/** Talks of a case that are booked and not over. */
export async function talksAheadOfCase(tx: Tx, caseId: string, nowMs: number): Promise<Talk[]> {
  const ahead = and(
    eq(booking.caseId, caseId),
    eq(meeting.state, 'planned'),
    eq(booking.state, 'booked'),
    gt(meeting.endsAt, new Date(nowMs)),
  )
  return (await talks(tx).where(ahead).orderBy(asc(meeting.startsAt))).map(told)
}
