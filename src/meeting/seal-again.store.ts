import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import type { Ports } from '../ports.ts'
import { openValue, sealValue } from './case-key.store.ts'
import type { Cell, InCase } from './case-key.store.ts'

/** So many rows of a table in one go: whoever writes one of them meanwhile waits for no more than that. */
export const batch = 100

/** Seals rows of one table that are still plain, at most {@link batch}, and gives how many. */
type SealSome = (tx: Tx, ports: Ports) => Promise<number>

/** Seals what is still plain in these tables. Rows that another instance is at are left to it. Gives how many. */
export async function sealInBatches(ports: Ports, tables: readonly SealSome[]): Promise<number> {
  let sealed = 0
  for (const table of tables) {
    let more = 0
    do {
      more = await ports.db.transaction((tx) => table(tx, ports))
      sealed += more
    } while (more === batch)
  }
  return sealed
}

type Plain<Value> = InCase & { cell: Cell; value: Sealed<Value> }

/** What stands plain in a cell, as it is to stand there from now on. */
export async function sealedNow<Value>(tx: Tx, ports: Ports, { cell, value, ...whose }: Plain<Value>) {
  return sealValue(tx, ports, { ...whose, cell, value: await openValue(null, cell, value) })
}
