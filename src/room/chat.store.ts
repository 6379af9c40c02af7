import { asc, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { meeting } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { roomMost } from './limits.ts'
import type { Participant } from './participant.store.ts'
import { chatMessage, participant } from './schema.ts'

/** What was written in a meeting's room, oldest first. */
export async function chatOf(tx: Tx, meetingId: string) {
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
    .where(eq(chatMessage.meetingId, meetingId))
    .orderBy(asc(chatMessage.sentAt), asc(chatMessage.id))
}

/** Who wrote in the rooms of these meetings, by participant id. */
export async function chatWriters(tx: Tx, meetingIds: string[]): Promise<Set<string>> {
  if (meetingIds.length === 0) return new Set()
  const rows = await tx
    .selectDistinct({ id: chatMessage.participantId })
    .from(chatMessage)
    .where(inArray(chatMessage.meetingId, meetingIds))
  return new Set(rows.map(({ id }) => id))
}

/** @throws Problem 409 `enough` when the talk has as many lines as it may */
export async function addChat(db: Db, ports: Ports, writer: Participant, text: string): Promise<void> {
  const { id: participantId, meetingId } = writer
  const sentAt = new Date(ports.clock.now())
  const id = ports.random.uuid(sentAt.getTime())
  await db.transaction(async function addInTurn(tx) {
    await refuseBeyond(tx, { parent: meeting.id, id: meetingId, of: chatMessage.meetingId, most: roomMost.chatLines })
    await tx.insert(chatMessage).values({ id, meetingId, participantId, text, sentAt })
  })
}
