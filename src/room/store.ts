import { and, asc, desc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports, VideoRole } from '../ports.ts'
import { awayAfterSeconds } from './door.ts'
import type { Standing } from './door.ts'
import { opaqueName } from '../crypto/opaque-name.ts'
import { chatMessage, formerRoom, participant, reflectionPause, room, sharedLink } from './schema.ts'

export type Participant = typeof participant.$inferSelect
export type Room = typeof room.$inferSelect

/** Who stands at the door: the seeker, the counsellor, or one of the companions. */
export type Person = { bookingId: string; role: VideoRole; companionId: string | null }

const now = (ports: Ports) => new Date(ports.clock.now())

export async function roomOf(tx: Tx, bookingId: string): Promise<Room | null> {
  const [row] = await tx.select().from(room).where(eq(room.bookingId, bookingId))
  return row ?? null
}

/** The talk's room; made now if there was none. */
export async function openRoom(tx: Tx, ports: Ports, bookingId: string): Promise<Room> {
  const values = { bookingId, name: opaqueName(ports.random), openedAt: now(ports) }
  const [made] = await tx.insert(room).values(values).onConflictDoNothing({ target: room.bookingId }).returning()
  const found = made ?? (await roomOf(tx, bookingId))
  if (!found) throw new Error('a room was not stored')
  return found
}

/**
 * The room's name for somebody who is let into it, or `null`. One statement, so that both are of the same moment: a
 * removal changes both.
 */
export async function roomNameFor(tx: Tx, participantId: string): Promise<string | null> {
  const [found] = await tx
    .select({ name: room.name })
    .from(participant)
    .innerJoin(room, eq(room.bookingId, participant.bookingId))
    .where(and(eq(participant.id, participantId), eq(participant.state, 'admitted')))
  return found?.name ?? null
}

/**
 * Gives the room a new name, so that every token of the old one leads nowhere.
 * Returns both names, or `null` when there is no open room. Call in a transaction.
 */
export async function renameRoom(
  tx: Tx,
  ports: Ports,
  bookingId: string,
): Promise<{ old: string; name: string } | null> {
  const [before] = await tx
    .select()
    .from(room)
    .where(and(eq(room.bookingId, bookingId), isNull(room.closedAt)))
    .for('update')
  if (!before) return null
  const name = opaqueName(ports.random)
  await tx.insert(formerRoom).values({ name: before.name, bookingId, leftAt: now(ports) })
  await tx
    .update(room)
    .set({ name, generation: before.generation + 1 })
    .where(eq(room.bookingId, bookingId))
  return { old: before.name, name }
}

/** Lets go of the talk's room, so that the next one is a new room. Returns its name, or null when there was none. */
export async function giveUpRoom(tx: Tx, ports: Ports, bookingId: string): Promise<string | null> {
  const [left] = await tx.delete(room).where(eq(room.bookingId, bookingId)).returning({ name: room.name })
  if (left) await tx.insert(formerRoom).values({ name: left.name, bookingId, leftAt: now(ports) })
  return left?.name ?? null
}

/** Closes the room for good. A talk whose room was never opened gets one that closed as it opened. */
export async function closeRoomOf(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  closedBy: 'counsellor' | 'clock',
): Promise<Room> {
  await openRoom(tx, ports, bookingId)
  const [closed] = await tx
    .update(room)
    .set({
      closedAt: sql`coalesce(${room.closedAt}, ${now(ports).toISOString()}::timestamptz)`,
      closedBy: sql`coalesce(${room.closedBy}, ${closedBy})`,
    })
    .where(eq(room.bookingId, bookingId))
    .returning()
  if (!closed) throw new Error('a room was not closed')
  return closed
}

/** The booking that a LiveKit room belongs to, by its name now or by one from before a removal. */
export async function roomByName(tx: Tx, name: string): Promise<{ bookingId: string; endedAt: Date | null } | null> {
  const [current] = await tx
    .select({ bookingId: room.bookingId, endedAt: room.closedAt })
    .from(room)
    .where(eq(room.name, name))
  if (current) return current
  const [former] = await tx
    .select({ bookingId: formerRoom.bookingId, endedAt: formerRoom.leftAt })
    .from(formerRoom)
    .where(eq(formerRoom.name, name))
  return former ?? null
}

/** Names of rooms in which somebody may be: open now. */
export async function openRooms(tx: Tx): Promise<Room[]> {
  return tx.select().from(room).where(isNull(room.closedAt)).orderBy(asc(room.openedAt))
}

/** Names that were given up since: renewed tokens of them may still be about. A room that closed as it opened had none. */
export async function abandonedRooms(tx: Tx, since: Date): Promise<string[]> {
  const former = await tx.select({ name: formerRoom.name }).from(formerRoom).where(gt(formerRoom.leftAt, since))
  const closed = await tx
    .select({ name: room.name })
    .from(room)
    .where(and(gt(room.closedAt, since), gt(room.closedAt, room.openedAt)))
  return [...former, ...closed].map(({ name }) => name)
}

/** Notes that somebody is at the door, as often as they say so. Returns how they stand. */
export async function knock(tx: Tx, ports: Ports, person: Person, goneBefore: Date): Promise<Participant> {
  const at = now(ports)
  const again = sql`case when ${participant.state} = 'waiting' and ${participant.lastSeenAt} < ${goneBefore.toISOString()}::timestamptz then ${at.toISOString()}::timestamptz else ${participant.knockedAt} end`
  const [row] = await tx
    .insert(participant)
    .values({ ...newParticipant(ports, person, at), state: 'waiting' })
    .onConflictDoUpdate({
      target: [participant.bookingId, participant.role, participant.companionId],
      set: { lastSeenAt: at, knockedAt: again },
    })
    .returning()
  if (!row) throw new Error('a knock was not stored')
  return row
}

/** The counsellor steps in: no door for them. */
export async function enter(tx: Tx, ports: Ports, bookingId: string): Promise<Participant> {
  const at = now(ports)
  const person: Person = { bookingId, role: 'counsellor', companionId: null }
  const [row] = await tx
    .insert(participant)
    .values({ ...newParticipant(ports, person, at), state: 'admitted', decidedAt: at })
    .onConflictDoUpdate({
      target: [participant.bookingId, participant.role, participant.companionId],
      set: { lastSeenAt: at, state: 'admitted' },
    })
    .returning()
  if (!row) throw new Error('a step into the room was not stored')
  return row
}

const newParticipant = (ports: Ports, person: Person, at: Date) => ({
  ...person,
  id: ports.random.uuid(at.getTime()),
  identity: opaqueName(ports.random),
  knockedAt: at,
  lastSeenAt: at,
})

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
export async function guestIsIn(tx: Tx, bookingId: string): Promise<boolean> {
  const people = await tx
    .select({ role: participant.role, state: participant.state })
    .from(participant)
    .where(eq(participant.bookingId, bookingId))
    .for('update')
  return people.some(({ role, state }) => role !== 'counsellor' && state === 'admitted')
}

/** Nobody has come yet. Who was put out stays out. */
export async function clearDoor(tx: Tx, bookingId: string): Promise<void> {
  await tx.delete(participant).where(and(eq(participant.bookingId, bookingId), ne(participant.state, 'removed')))
}

export async function participantOf(tx: Tx, person: Person): Promise<Participant | null> {
  const [row] = await tx.select().from(participant).where(isPerson(person))
  return row ?? null
}

const isPerson = ({ bookingId, role, companionId }: Person) =>
  and(
    eq(participant.bookingId, bookingId),
    eq(participant.role, role),
    companionId ? eq(participant.companionId, companionId) : isNull(participant.companionId),
  )

export async function participantById(tx: Tx, bookingId: string, id: string): Promise<Participant | null> {
  const [row] = await tx
    .select()
    .from(participant)
    .where(and(eq(participant.id, id), eq(participant.bookingId, bookingId)))
    .for('update')
  return row ?? null
}

/** Nobody decides about the counsellor; their row never becomes anybody else's. */
export async function isCounsellor(tx: Tx, bookingId: string, id: string): Promise<boolean> {
  const rows = await tx
    .select({ role: participant.role })
    .from(participant)
    .where(and(eq(participant.id, id), eq(participant.bookingId, bookingId)))
  return rows.some(({ role }) => role === 'counsellor')
}

export async function participantOfCompanion(tx: Tx, companionId: string): Promise<Participant | null> {
  const [row] = await tx.select().from(participant).where(eq(participant.companionId, companionId)).for('update')
  return row ?? null
}

export async function stand(tx: Tx, ports: Ports, id: string, state: Standing, message: string | null): Promise<void> {
  await tx
    .update(participant)
    .set({ state, message, decidedAt: now(ports) })
    .where(eq(participant.id, id))
}

/** Everybody who came to these talks, in the order in which they came. */
export async function participantsOf(tx: Tx, bookingIds: string[]): Promise<Participant[]> {
  if (bookingIds.length === 0) return []
  return tx
    .select()
    .from(participant)
    .where(inArray(participant.bookingId, bookingIds))
    .orderBy(asc(participant.knockedAt), asc(participant.id))
}

/** Who stands at the doors of these talks and was heard of since. */
export async function waitingAt(tx: Tx, bookingIds: string[], since: Date): Promise<Participant[]> {
  if (bookingIds.length === 0) return []
  return tx
    .select()
    .from(participant)
    .where(
      and(
        inArray(participant.bookingId, bookingIds),
        inArray(participant.state, ['waiting', 'asked_to_wait']),
        gt(participant.lastSeenAt, since),
      ),
    )
    .orderBy(asc(participant.knockedAt), asc(participant.id))
}

/** Which of these talks have an open room. */
export async function openRoomsAmong(tx: Tx, bookingIds: string[]): Promise<Set<string>> {
  if (bookingIds.length === 0) return new Set()
  const rows = await tx
    .select({ id: room.bookingId })
    .from(room)
    .where(and(inArray(room.bookingId, bookingIds), isNull(room.closedAt)))
  return new Set(rows.map(({ id }) => id))
}

export async function chatOf(tx: Tx, bookingId: string) {
  return tx
    .select({
      id: chatMessage.id,
      participantId: chatMessage.participantId,
      from: participant.role,
      text: chatMessage.text,
      sentAt: chatMessage.sentAt,
    })
    .from(chatMessage)
    .innerJoin(participant, eq(participant.id, chatMessage.participantId))
    .where(eq(chatMessage.bookingId, bookingId))
    .orderBy(asc(chatMessage.sentAt), asc(chatMessage.id))
}

/** Who wrote in the chats of these talks, by participant id. */
export async function chatWriters(tx: Tx, bookingIds: string[]): Promise<Set<string>> {
  if (bookingIds.length === 0) return new Set()
  const rows = await tx
    .selectDistinct({ id: chatMessage.participantId })
    .from(chatMessage)
    .where(inArray(chatMessage.bookingId, bookingIds))
  return new Set(rows.map(({ id }) => id))
}

export async function addChat(tx: Tx, ports: Ports, writer: Participant, text: string): Promise<void> {
  const sentAt = now(ports)
  await tx.insert(chatMessage).values({
    id: ports.random.uuid(sentAt.getTime()),
    bookingId: writer.bookingId,
    participantId: writer.id,
    text,
    sentAt,
  })
}

export async function linksOf(tx: Tx, bookingId: string) {
  return tx
    .select({ id: sharedLink.id, url: sharedLink.url, title: sharedLink.title, sharedAt: sharedLink.sharedAt })
    .from(sharedLink)
    .where(eq(sharedLink.bookingId, bookingId))
    .orderBy(asc(sharedLink.sharedAt), asc(sharedLink.id))
}

export async function addLink(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  link: { url: string; title: string },
): Promise<void> {
  const sharedAt = now(ports)
  await tx.insert(sharedLink).values({ id: ports.random.uuid(sharedAt.getTime()), bookingId, ...link, sharedAt })
}

export async function lastPause(tx: Tx, bookingId: string) {
  const [row] = await tx
    .select()
    .from(reflectionPause)
    .where(eq(reflectionPause.bookingId, bookingId))
    .orderBy(desc(reflectionPause.startsAt))
    .limit(1)
  return row ?? null
}

export async function startPause(tx: Tx, ports: Ports, bookingId: string, seconds: number): Promise<void> {
  const startsAt = now(ports)
  const endsAt = new Date(startsAt.getTime() + seconds * 1000)
  await tx
    .insert(reflectionPause)
    .values({ id: ports.random.uuid(startsAt.getTime()), bookingId, startsAt, endsAt })
    .onConflictDoNothing()
}

/** Ends a pause that runs; one that ended stays as it was. */
export async function endPause(tx: Tx, ports: Ports, bookingId: string): Promise<void> {
  const at = now(ports)
  await tx
    .update(reflectionPause)
    .set({ endedAt: at })
    .where(
      and(eq(reflectionPause.bookingId, bookingId), isNull(reflectionPause.endedAt), gt(reflectionPause.endsAt, at)),
    )
}
