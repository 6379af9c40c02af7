import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { opaqueName } from '../crypto/opaque-name.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { roomMost } from './limits.ts'
import { formerRoom, participant, room } from './schema.ts'

export type Room = typeof room.$inferSelect

const now = ({ clock }: Pick<Ports, 'clock'>) => new Date(clock.now())

/** The room in which a meeting takes place; `null` before anybody was let in. */
export async function roomOf(tx: Tx, meetingId: string): Promise<Room | null> {
  const [found] = await tx.select().from(room).where(mainRoomOf(meetingId))
  return found ?? null
}

// Written out, so that a statement that is kept prepared finds the partial index by it.
const isMain = sql`${room.kind} = 'main'`
const mainRoomOf = (meetingId: string) => and(eq(room.meetingId, meetingId), isMain)

/** The meeting's room; made now if there was none. */
export async function openRoom(tx: Tx, ports: Ports, meetingId: string): Promise<Room> {
  const [made] = await tx
    .insert(room)
    .values(newRoom(ports, meetingId, now(ports)))
    .onConflictDoNothing({ target: itsMainRoom.target, where: itsMainRoom.targetWhere })
    .returning()
  const found = made ?? (await roomOf(tx, meetingId))
  if (!found) throw new Error('a room was not stored')
  return found
}

const newRoom = ({ random }: Pick<Ports, 'random'>, meetingId: string, openedAt: Date) => ({
  id: random.uuid(openedAt.getTime()),
  meetingId,
  name: opaqueName(random),
  openedAt,
})

/** The unique index `room_main`, which keeps the promise that a meeting has one main room. */
const itsMainRoom = { target: room.meetingId, targetWhere: sql`kind = 'main'` }

/**
 * The room's name for somebody who is let into it, or `null`. One statement, so that both are of the same moment: a
 * removal changes both.
 */
export async function roomNameFor(tx: Tx, participantId: string): Promise<string | null> {
  const [found] = await tx
    .select({ name: room.name })
    .from(participant)
    .innerJoin(room, and(eq(room.meetingId, participant.meetingId), isMain))
    .where(and(eq(participant.id, participantId), eq(participant.state, 'admitted')))
  return found?.name ?? null
}

/**
 * Gives the room a new name, so that every token of the old one leads nowhere. Call in a transaction.
 *
 * @returns the old name, or `null` when there is no open room
 */
export async function renameRoom(tx: Tx, ports: Ports, meetingId: string): Promise<string | null> {
  const [before] = await tx
    .select()
    .from(room)
    .where(and(mainRoomOf(meetingId), isNull(room.closedAt)))
    .for('update')
  if (!before) return null
  await keepFormer(tx, ports, meetingId, before.name)
  await tx
    .update(room)
    .set({ name: opaqueName(ports.random), generation: before.generation + 1 })
    .where(eq(room.id, before.id))
  return before.name
}

/** Lets go of the meeting's room, so that the next one is a new room. Returns its name, or null when there was none. */
export async function giveUpRoom(tx: Tx, ports: Ports, meetingId: string): Promise<string | null> {
  const [left] = await tx.delete(room).where(mainRoomOf(meetingId)).returning({ name: room.name })
  if (left) await keepFormer(tx, ports, meetingId, left.name)
  return left?.name ?? null
}

/** Nobody is kept from removing somebody: of more names than are kept the oldest go. Its room's row is locked already. */
async function keepFormer(tx: Tx, ports: Ports, meetingId: string, name: string): Promise<void> {
  await tx.insert(formerRoom).values({ name, meetingId, leftAt: now(ports) })
  const beyond = tx
    .select({ name: formerRoom.name })
    .from(formerRoom)
    .where(eq(formerRoom.meetingId, meetingId))
    .orderBy(desc(formerRoom.leftAt), formerRoom.name)
    .offset(roomMost.formerNames)
  await tx.delete(formerRoom).where(inArray(formerRoom.name, beyond))
}

/** Closes the room for good, once. A meeting that had none gets a room that closed as it opened. */
export async function closeRoomOf(
  tx: Tx,
  ports: Ports,
  meetingId: string,
  closedBy: 'counsellor' | 'clock',
): Promise<Room> {
  const at = now(ports)
  const [closed] = await tx
    .insert(room)
    .values({ ...newRoom(ports, meetingId, at), closedAt: at, closedBy })
    .onConflictDoUpdate({
      ...itsMainRoom,
      set: {
        closedAt: sql`coalesce(${room.closedAt}, excluded.closed_at)`,
        closedBy: sql`coalesce(${room.closedBy}, excluded.closed_by)`,
      },
    })
    .returning()
  if (!closed) throw new Error('a room was not closed')
  return closed
}

/** True when the room closed as it opened: nobody was ever in it. */
export const wasNeverUsed = ({ openedAt, closedAt }: Room) => closedAt?.getTime() === openedAt.getTime()

/** The meeting that a LiveKit room belongs to, by its name now or by one from before a removal. */
export async function roomByName(tx: Tx, name: string): Promise<{ meetingId: string; endedAt: Date | null } | null> {
  const current = tx.select({ meetingId: room.meetingId, endedAt: room.closedAt }).from(room).where(eq(room.name, name))
  const former = tx
    .select({
      meetingId: formerRoom.meetingId,
      endedAt: sql<Date | null>`${formerRoom.leftAt}`.mapWith(formerRoom.leftAt),
    })
    .from(formerRoom)
    .where(eq(formerRoom.name, name))
  const [found] = await unionAll(current, former)
  return found ?? null
}

/** Rooms in which somebody may be: open now, the oldest first. */
export async function openRooms(tx: Tx): Promise<Room[]> {
  return tx.select().from(room).where(isNull(room.closedAt)).orderBy(asc(room.openedAt))
}

/**
 * Names that were given up since: renewed tokens of them may still be about. A room that closed as it opened had no
 * tokens.
 */
export async function abandonedRooms(tx: Tx, since: Date): Promise<string[]> {
  const former = tx.select({ name: formerRoom.name }).from(formerRoom).where(gt(formerRoom.leftAt, since))
  const closed = tx
    .select({ name: room.name })
    .from(room)
    .where(and(gt(room.closedAt, since), gt(room.closedAt, room.openedAt)))
  return (await unionAll(former, closed)).map(({ name }) => name)
}

/** Those of these meetings that have an open room. */
export async function openRoomsAmong(tx: Tx, meetingIds: string[]): Promise<Set<string>> {
  if (meetingIds.length === 0) return new Set()
  const rows = await tx
    .select({ id: room.meetingId })
    .from(room)
    .where(and(inArray(room.meetingId, meetingIds), isMain, isNull(room.closedAt)))
  return new Set(rows.map(({ id }) => id))
}
