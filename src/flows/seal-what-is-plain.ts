import { sealRecords } from '../guidance/seal-plain.store.ts'
import { sealCompanions } from '../meeting/seal-plain.store.ts'
import type { Ports } from '../ports.ts'
import { sealRooms } from '../room/seal-plain.store.ts'

/** Seals what was written before cases had keys, and made-up records. Gives how many rows: none once all are sealed. */
export async function sealWhatIsPlain(ports: Ports): Promise<number> {
  return (await sealRecords(ports)) + (await sealRooms(ports)) + (await sealCompanions(ports))
}
