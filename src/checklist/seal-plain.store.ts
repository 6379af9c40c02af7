import { eq, or } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { isPlain } from '../db/sealed.ts'
import { sealPlain } from '../meeting/case-key.store.ts'
import { booking, host } from '../meeting/schema.ts'
import { batch, sealInBatches } from '../meeting/seal-again.store.ts'
import type { Ports } from '../ports.ts'
import { checklistSheet } from './schema.ts'
import { cellOfAnswers } from './sheet.store.ts'

/** Seals answers that were given before cases had keys. Gives how many sheets. */
export const sealAnswers = (ports: Ports) => sealInBatches(ports, [sealSome])

async function sealSome(tx: Tx, ports: Ports): Promise<number> {
  // A counsellor's own sheet belongs to the case that the talk is of.
  const rows = await tx
    .select({ id: checklistSheet.id, answers: checklistSheet.answers, caseId: booking.caseId })
    .from(checklistSheet)
    .leftJoin(host, eq(host.id, checklistSheet.hostId))
    .innerJoin(booking, or(eq(booking.id, checklistSheet.bookingId), eq(booking.meetingId, host.meetingId)))
    .where(isPlain(checklistSheet.answers))
    .limit(batch)
    .for('update', { of: checklistSheet, skipLocked: true })
  for (const { id, caseId, answers: plain } of rows) {
    const answers = await sealPlain(tx, ports, { caseId, cell: cellOfAnswers(id), plain })
    await tx.update(checklistSheet).set({ answers }).where(eq(checklistSheet.id, id))
  }
  return rows.length
}
