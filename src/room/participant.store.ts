import { and, asc, eq, getTableColumns, gt, inArray, ne, or } from 'drizzle-orm'
import { opaqueName } from '../crypto/opaque-name.ts'
import type { Tx } from '../db/client.ts'
import {
  keyColumns,
  openKey,
  openKeys,
  openValue,
  sealValue,
  storedKey,
  whenUnreadable,
} from '../meeting/case-key.store.ts'
import { cellOfLabel } from '../meeting/companion.store.ts'
import { mostInvitations } from '../meeting/limits.ts'
import { booking, caseKey, companion } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { awayAfterSeconds } from './door.ts'
import type { Standing } from './door.ts'
import { participant } from './schema.ts'

export type Participant = typeof participant.$inferSelect

/** Who stands at the door of a meeting: the seeker of a booking, a host, or a companion. */
export type Person = { meetingId: string } & ({ bookingId: string } | { hostId: string } | { companionId: string })

const now = ({ clock }: Pick<Ports, 'clock'>) => new Date(clock.now())

/** What a new row holds of somebody who comes to the door or steps in now. */
export function arrival({ random }: Pick<Ports, 'random'>, at: Date) {
  return { id: random.uuid(at.getTime()), identity: opaqueName(random), knockedAt: at, lastSeenAt: at }
}

/** One row a person and meeting: the unique constraint `participant_person`. */
const samePerson = [participant.meetingId, participant.bookingId, participant.hostId, participant.companionId]

/** A host steps in: no door for them. */
export async function enter(tx: Tx, ports: Ports, person: { meetingId: string; hostId: string }): Promise<Participant> {
  const at = now(ports)
  const [row] = await tx
    .insert(participant)
    .values({ ...person, ...arrival(ports, at), state: 'admitted', decidedAt: at })
    .onConflictDoUpdate({ target: samePerson, set: { lastSeenAt: at, state: 'admitted' } })
    .returning()
  if (!row) throw new Error('a step into the room was not stored')
  return row
}

/**
 * Steps away from the door. Who was let in stays let in; who was removed stays removed. Whoever stood there after
 * the talk's start did come: that stays in the record, with nothing of how they stood.
 */
export async function leaveDoor(tx: Tx, ports: Ports, person: Person, startsAt: Date): Promise<void> {
  const outside = and(isPerson(person), inArray(participant.state, ['waiting', 'asked_to_wait', 'declined']))
  if (now(ports) < startsAt) await tx.delete(participant).where(outside)
  else
    await tx
      .update(participant)
      .set({ state: 'waiting', message: null, lastSeenAt: new Date(startsAt.getTime() - awayAfterSeconds * 1000) })
      .where(outside)
}

/** True when the seeker or a companion was let in. Locks everybody at the door until the transaction ends. */
export async function guestIsIn(tx: Tx, meetingId: string): Promise<boolean> {
  const people = await tx
    .select({ role: participant.role, state: participant.state })
    .from(participant)
    .where(eq(participant.meetingId, meetingId))
    .for('update')
  return people.some(({ role, state }) => role !== 'counsellor' && state === 'admitted')
}

/** Nobody has come yet. Who was put out stays out. */
export async function clearDoor(tx: Tx, meetingId: string): Promise<void> {
  await tx.delete(participant).where(and(eq(participant.meetingId, meetingId), ne(participant.state, 'removed')))
}

export async function participantOf(tx: Tx, person: Person): Promise<Participant | null> {
  const [row] = await tx.select().from(participant).where(isPerson(person))
  return row ?? null
}

const isPerson = (person: Person) => and(eq(participant.meetingId, person.meetingId), isTheirs(person))

function isTheirs(person: Person) {
  if ('bookingId' in person) return eq(participant.bookingId, person.bookingId)
  if ('hostId' in person) return eq(participant.hostId, person.hostId)
  return eq(participant.companionId, person.companionId)
}

/**
 * What a decision at the door names: who came (their booking, their invitation or their part as host), and not the
 * knock. Whoever reloads the page at the door steps away and knocks anew, which is another row for the same person.
 */
export function personId({ id, bookingId, hostId, companionId }: Participant): string {
  const person = bookingId ?? companionId ?? hostId
  if (person === null) throw new Error(`participant ${id} is nobody`)
  return person
}

/** Who stands at this meeting's door or in it under a {@link personId}, kept from others' decisions until the end. */
export async function participantFor(tx: Tx, meetingId: string, person: string): Promise<Participant | null> {
  const isThem = [participant.bookingId, participant.companionId, participant.hostId].map((of) => eq(of, person))
  const [row] = await tx
    .select()
    .from(participant)
    .where(and(eq(participant.meetingId, meetingId), or(...isThem)))
    .for('update')
  return row ?? null
}

/** As {@link participantFor}, by the invitation with which they came. */
export async function participantOfCompanion(tx: Tx, companionId: string): Promise<Participant | null> {
  const [row] = await tx.select().from(participant).where(eq(participant.companionId, companionId)).for('update')
  return row ?? null
}

export async function stand(
  tx: Tx,
  ports: Ports,
  { id, meetingId }: Pick<Participant, 'id' | 'meetingId'>,
  { state, message = null }: { state: Standing; message?: string | null },
): Promise<void> {
  const sealed = message && (await sealValue(tx, ports, { meetingId, cell: cellOfMessage(id), value: message }))
  await tx
    .update(participant)
    .set({ state, message: sealed || null, decidedAt: now(ports) })
    .where(eq(participant.id, id))
}

/** What the counsellor said to somebody at the door. */
export async function messageTo(tx: Tx, ports: Ports, { id, meetingId, message }: Participant): Promise<string | null> {
  if (!message) return null
  return openValue(await openKey(ports, await storedKey(tx, { meetingId })), cellOfMessage(id), message)
}

export const cellOfMessage = (id: string) => ({ column: participant.message, row: id })

/** Whoever was ever invited to a talk, its seeker, and every counsellor whom it had. */
const mostPeople = mostInvitations + 25

/** Everybody who came to these meetings, in the order in which they came. */
export async function participantsOf(tx: Tx, meetingIds: string[]): Promise<Participant[]> {
  if (meetingIds.length === 0) return []
  return tx
    .select()
    .from(participant)
    .where(inArray(participant.meetingId, meetingIds))
    .orderBy(asc(participant.knockedAt), asc(participant.id))
    .limit(meetingIds.length * mostPeople)
}

/** Somebody at the door, a companion with who they are in the seeker's words. */
export type Waiting = Participant & { label: string | null }

/** Who stands at the doors of these meetings and was heard of since. */
export const waitingAt = async (tx: Tx, ports: Ports, meetingIds: string[], since: Date): Promise<Waiting[]> =>
  meetingIds.length === 0 ? [] : waitingFrom(ports, await waitingRows(tx, meetingIds, since))

/** So many people who stand at doors are told of to one counsellor, those who wait longest. */
const mostWaiting = 200

/** {@link waitingAt} as a select that can be part of a larger reading, sealed: {@link waitingFrom} opens it. */
export const waitingRows = (tx: Tx, meetingIds: string[], since: Date) =>
  tx
    .select({ ...keyColumns, ...getTableColumns(participant), label: companion.label })
    .from(participant)
    .innerJoin(booking, eq(booking.meetingId, participant.meetingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .leftJoin(companion, eq(companion.id, participant.companionId))
    .where(
      and(
        inArray(participant.meetingId, meetingIds),
        inArray(participant.state, ['waiting', 'asked_to_wait']),
        gt(participant.lastSeenAt, since),
      ),
    )
    .orderBy(asc(participant.knockedAt), asc(participant.id))
    .limit(mostWaiting)

export async function waitingFrom(ports: Ports, rows: Awaited<ReturnType<typeof waitingRows>>): Promise<Waiting[]> {
  const keys = await openKeys(
    ports,
    rows.filter(({ label }) => label !== null),
  )
  return Promise.all(
    rows.map(async ({ caseId, wrapped: _, wrappedBy: _wrappedBy, label, ...who }) => ({
      ...who,
      label:
        label &&
        (await openValue(keys.get(caseId) ?? null, cellOfLabel(who.companionId ?? ''), label).catch(
          whenUnreadable(null),
        )),
    })),
  )
}
