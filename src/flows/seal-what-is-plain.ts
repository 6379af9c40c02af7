import { sealAnswers } from '../checklist/seal-plain.store.ts'
import { sealRecords } from '../guidance/seal-plain.store.ts'
import { sealTalks } from '../meeting/seal-plain.store.ts'
import type { Ports } from '../ports.ts'
import { sealRooms } from '../room/seal-plain.store.ts'

/** Seals what was written before cases had keys, and made-up records. Gives how many rows: none once all are sealed. */
export async function sealWhatIsPlain(ports: Ports): Promise<number> {
  let sealed = 0
  for (const seal of [sealTalks, sealAnswers, sealRecords, sealRooms]) sealed += await seal(ports)
  return sealed
}
