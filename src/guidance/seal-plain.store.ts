import { and, eq } from 'drizzle-orm'
import type { Column } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { isPlain } from '../db/sealed.ts'
import { batch, sealedNow, sealInBatches } from '../meeting/seal-again.store.ts'
import type { Ports } from '../ports.ts'
import { cellOfNextNote, cellOfReply } from './follow-up.store.ts'
import { cellOfWording } from './goal.store.ts'
import { cellOfKonklusion } from './konklusion.store.ts'
import { cellOfComment } from './konklusion-comment.store.ts'
import { cellOfNote } from './private-note.store.ts'
import { cellOfQuestion } from './scale.store.ts'
import { followUp, goal, goalVersion, konklusion, konklusionComment, privateNote, scaleReading } from './schema.ts'

/**
 * Seals what was written of talks before cases had keys, and made-up records.
 *
 * @returns how many rows it sealed: none when nothing is plain any more
 */
export const sealRecords = (ports: Ports) =>
  sealInBatches(ports, [notes, konklusions, comments, wordings, questions, nextNotes, replies])

async function notes(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(privateNote)
    .where(isPlain(privateNote.text))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { bookingId, text } of rows) {
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfNote(bookingId), value: text })
    await tx.update(privateNote).set({ text: again }).where(eq(privateNote.bookingId, bookingId))
  }
  return rows.length
}

async function konklusions(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(konklusion)
    .where(isPlain(konklusion.body))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { bookingId, version, body } of rows) {
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfKonklusion(bookingId, version), value: body })
    await tx
      .update(konklusion)
      .set({ body: again })
      .where(and(eq(konklusion.bookingId, bookingId), eq(konklusion.version, version)))
  }
  return rows.length
}

async function comments(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(konklusionComment)
    .where(isPlain(konklusionComment.text))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { id, bookingId, text } of rows) {
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfComment(id), value: text })
    await tx.update(konklusionComment).set({ text: again }).where(eq(konklusionComment.id, id))
  }
  return rows.length
}

async function wordings(tx: Tx, ports: Ports): Promise<number> {
  const { goalId, version, text } = goalVersion
  const rows = await tx
    .select({ bookingId: goal.bookingId, goalId, version, text })
    .from(goalVersion)
    .innerJoin(goal, eq(goal.id, goalId))
    .where(isPlain(text))
    .limit(batch)
    .for('update', { of: goalVersion, skipLocked: true })
  for (const row of rows) {
    const cell = cellOfWording(row.goalId, row.version)
    const again = await sealedNow(tx, ports, { bookingId: row.bookingId, cell, value: row.text })
    await tx
      .update(goalVersion)
      .set({ text: again })
      .where(and(eq(goalId, row.goalId), eq(version, row.version)))
  }
  return rows.length
}

async function questions(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(scaleReading)
    .where(isPlain(scaleReading.question))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { id, bookingId, question } of rows) {
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfQuestion(id), value: question })
    await tx.update(scaleReading).set({ question: again }).where(eq(scaleReading.id, id))
  }
  return rows.length
}

async function nextNotes(tx: Tx, ports: Ports): Promise<number> {
  const rows = await plainFollowUps(tx, followUp.note)
  for (const { bookingId, note } of rows) {
    if (!note) continue
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfNextNote(bookingId), value: note })
    await tx.update(followUp).set({ note: again }).where(eq(followUp.bookingId, bookingId))
  }
  return rows.length
}

async function replies(tx: Tx, ports: Ports): Promise<number> {
  const rows = await plainFollowUps(tx, followUp.reply)
  for (const { bookingId, reply } of rows) {
    if (!reply) continue
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfReply(bookingId), value: reply })
    await tx.update(followUp).set({ reply: again }).where(eq(followUp.bookingId, bookingId))
  }
  return rows.length
}

const plainFollowUps = (tx: Tx, column: Column) =>
  tx.select().from(followUp).where(isPlain(column)).limit(batch).for('update', { skipLocked: true })
