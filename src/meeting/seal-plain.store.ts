import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { isPlain } from '../db/sealed.ts'
import type { Ports } from '../ports.ts'
import { cellOfLabel } from './companion.store.ts'
import { companion } from './schema.ts'
import { batch, sealedNow, sealInBatches } from './seal-again.store.ts'

/** Seals whom seekers invited, as far as that was written before it was sealed. Gives how many rows. */
export const sealCompanions = (ports: Ports) => sealInBatches(ports, [companions])

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
