import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { keyColumns, openKey, openValue, sealValue } from '../meeting/case-key.store.ts'
import { booking, caseKey, meeting } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { roomMost } from './limits.ts'
import type { Participant } from './participant.store.ts'
import { chatMessage, participant } from './schema.ts'

/**
 * What was written in a meeting's room, oldest first, a page of it: {@link roomMost.chatPage} lines after the line
 * `after`, or from the first. Lines come into a room in the order of their ids, so nothing comes before a line that was
 * read.
 */
export async function chatOf(tx: Tx, ports: Ports, meetingId: string, after?: string) {
  const rows = await tx
    .select({
      ...keyColumns,
      id: chatMessage.id,
      participantId: chatMessage.participantId,
      from: participant.role,
      text: chatMessage.text,
      sentAt: chatMessage.sentAt,
    })
    .from(chatMessage)
    .innerJoin(participant, eq(participant.id, chatMessage.participantId))
    .innerJoin(booking, eq(booking.meetingId, chatMessage.meetingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where(and(eq(chatMessage.meetingId, meetingId), after === undefined ? undefined : gt(chatMessage.id, after)))
    .orderBy(asc(chatMessage.id))
    .limit(roomMost.chatPage + 1)
  // One talk is of one case.
  const key = await openKey(ports, rows[0])
  const lines = await Promise.all(
    rows.slice(0, roomMost.chatPage).map(async ({ caseId: _, wrapped: _wrapped, wrappedBy: _wrappedBy, ...row }) => ({
      ...row,
      text: await openValue(key, cellOfLine(row.id), row.text),
    })),
  )
  return { lines, goesOn: rows.length > roomMost.chatPage }
}

/** All lines of a meeting's room, oldest first. */
export async function wholeChat(tx: Tx, ports: Ports, meetingId: string) {
  const whole: Awaited<ReturnType<typeof chatOf>>['lines'] = []
  for (let page = await chatOf(tx, ports, meetingId); ; page = await chatOf(tx, ports, meetingId, whole.at(-1)?.id)) {
    whole.push(...page.lines)
    if (!page.goesOn || whole.length >= roomMost.chatLines) return whole
  }
}

export const cellOfLine = (id: string) => ({ column: chatMessage.text, row: id })

/** Who wrote in the rooms of these meetings, by participant id. */
export async function chatWriters(tx: Tx, meetingIds: string[]): Promise<Set<string>> {
  if (meetingIds.length === 0) return new Set()
  const rows = await tx
    .selectDistinct({ id: chatMessage.participantId })
    .from(chatMessage)
    .where(inArray(chatMessage.meetingId, meetingIds))
  return new Set(rows.map(({ id }) => id))
}

/**
 * Writes a line. Of several who write at once each waits for those before it, and writes later than they did, also where
 * clocks of instances differ: a page that has read a line need only ask for what came after it.
 *
 * @returns the id of the line before it, if there is one
 * @throws Problem 409 `enough` when the talk has as many lines as it may
 */
export async function addChat(db: Db, ports: Ports, writer: Participant, text: string): Promise<string | undefined> {
  const { id: participantId, meetingId } = writer
  return db.transaction(async function addInTurn(tx) {
    await refuseBeyond(tx, { parent: meeting.id, id: meetingId, of: chatMessage.meetingId, most: roomMost.chatLines })
    const [before] = await tx
      .select({ id: chatMessage.id, sentAt: chatMessage.sentAt })
      .from(chatMessage)
      .where(eq(chatMessage.meetingId, meetingId))
      .orderBy(desc(chatMessage.id))
      .limit(1)
    const sentMs = Math.max(ports.clock.now(), (before?.sentAt.getTime() ?? 0) + 1)
    const id = ports.random.uuid(sentMs)
    const sealed = await sealValue(tx, ports, { meetingId, cell: cellOfLine(id), value: text })
    await tx.insert(chatMessage).values({ id, meetingId, participantId, text: sealed, sentAt: new Date(sentMs) })
    return before?.id
  })
}
