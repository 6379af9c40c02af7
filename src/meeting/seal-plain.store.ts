import { eq, or } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { isPlain } from '../db/sealed.ts'
import type { Ports } from '../ports.ts'
import { sealPlain } from './case-key.store.ts'
import { cellOfLabel } from './companion.store.ts'
import { openReach, sealedReach } from './contact.store.ts'
import { booking, companion, contact } from './schema.ts'
import { batch, sealedNow, sealInBatches } from './seal-again.store.ts'
import { cellOfCancelReason, cellOfTopic } from './talk.store.ts'

/**
 * Seals how cases are reached, what was said at bookings and whom seekers invited, as far as that was written before it
 * was sealed. Gives how many rows.
 */
export const sealTalks = (ports: Ports) => sealInBatches(ports, [contacts, bookings, companions])

async function contacts(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(contact)
    .where(isPlain(contact.reach))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { caseId, reach } of rows) {
    const sealed = await sealedReach(tx, ports, caseId, await openReach(null, caseId, reach))
    await tx.update(contact).set(sealed).where(eq(contact.caseId, caseId))
  }
  return rows.length
}

async function bookings(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(booking)
    .where(or(isPlain(booking.topic), isPlain(booking.cancelReason)))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { id, caseId, topic, cancelReason } of rows) {
    const sealed = {
      topic: topic && (await sealPlain(tx, ports, { caseId, cell: cellOfTopic(id), plain: topic })),
      cancelReason:
        cancelReason && (await sealPlain(tx, ports, { caseId, cell: cellOfCancelReason(id), plain: cancelReason })),
    }
    await tx.update(booking).set(sealed).where(eq(booking.id, id))
  }
  return rows.length
}

async function companions(tx: Tx, ports: Ports): Promise<number> {
  const rows = await tx
    .select()
    .from(companion)
    .where(isPlain(companion.label))
    .limit(batch)
    .for('update', { skipLocked: true })
  for (const { id, bookingId, label } of rows) {
    const again = await sealedNow(tx, ports, { bookingId, cell: cellOfLabel(id), value: label })
    await tx.update(companion).set({ label: again }).where(eq(companion.id, id))
  }
  return rows.length
}
