import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { isPlain } from '../db/sealed.ts'
import { batch, sealedNow, sealInBatches } from '../meeting/seal-again.store.ts'
import type { Ports } from '../ports.ts'
import { cellOfLine } from './chat.store.ts'
import { cellOfTitle, cellOfUrl } from './link.store.ts'
import { cellOfMessage } from './participant.store.ts'
import { chatMessage, participant, sharedLink } from './schema.ts'

/** Seals what was written in rooms and at their doors before that was sealed. Gives how many rows. */
export const sealRooms = (ports: Ports) => sealInBatches(ports, [lines, links, messages])

async function lines(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(chatMessage)
    .where(isPlain(chatMessage.text))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { id, meetingId, text } of rows) {
    const again = await sealedNow(tx, ports, { meetingId, cell: cellOfLine(id), value: text })
    await tx.update(chatMessage).set({ text: again }).where(eq(chatMessage.id, id))
  }
  return rows.length
}

/** An address and its title were written together, and are sealed together. */
async function links(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(sharedLink)
    .where(isPlain(sharedLink.url))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { id, meetingId, url, title } of rows) {
    const again = {
      url: await sealedNow(tx, ports, { meetingId, cell: cellOfUrl(id), value: url }),
      title: await sealedNow(tx, ports, { meetingId, cell: cellOfTitle(id), value: title }),
    }
    await tx.update(sharedLink).set(again).where(eq(sharedLink.id, id))
  }
  return rows.length
}

async function messages(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(participant)
    .where(isPlain(participant.message))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { id, meetingId, message } of rows) {
    if (!message) continue
    const again = await sealedNow(tx, ports, { meetingId, cell: cellOfMessage(id), value: message })
    await tx.update(participant).set({ message: again }).where(eq(participant.id, id))
  }
  return rows.length
}
