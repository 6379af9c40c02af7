import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import { openKey, openValue, sealValue, storedKey, whenUnreadable } from '../meeting/case-key.store.ts'
import type { Cell, Secrets } from '../meeting/case-key.store.ts'
import { letter } from './schema.ts'
import type { DueLetter } from './store.ts'

const cellOf = (letterId: string): Cell => ({ column: letter.formerAddress, row: letterId })

/** An address that is in no record any more, sealed for the letter that still goes to it. */
export const sealedFormer = (
  tx: Tx,
  ports: Secrets,
  { bookingId, letterId, address }: { bookingId: string; letterId: string; address: string },
): Promise<Sealed<string>> => sealValue(tx, ports, { bookingId, cell: cellOf(letterId), value: address })

type Opening = Pick<Secrets, 'settings'>

/** The former addresses to which letters go, by letter id: few letters do. */
export async function formerAddressesOf(tx: Tx, ports: Opening, letters: DueLetter[]): Promise<Map<string, string>> {
  const opened = new Map<string, string>()
  for (const { id, bookingId, formerAddress } of letters) {
    if (bookingId === null || formerAddress === null) continue
    const key = await openKey(ports, await storedKey(tx, { bookingId }))
    const address = await openValue(key, cellOf(id), formerAddress).catch(whenUnreadable(null))
    if (address !== null) opened.set(id, address)
  }
  return opened
}
