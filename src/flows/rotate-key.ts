import { fitsKey } from '../http/key-mark.store.ts'
import { rewrapKeys } from '../meeting/case-key.store.ts'
import { rehashAddresses, renewLetterLinks } from '../meeting/case-link.store.ts'
import { rewrapMarkKey } from '../notify/mark-key.store.ts'
import type { Ports, Settings } from '../ports.ts'

type Rotating = Pick<Ports, 'db' | 'random' | 'clock'> & {
  settings: Pick<Settings, 'secretKey'> & { secretKeyOld: string }
}

/**
 * Brings all that hangs on the old secret key over to the new one, while the program runs with both or not at all. It may
 * be run again. What cannot be brought over: codes, which are when they are used, and sessions of the staff.
 *
 * @returns keys of cases that were brought over, and how many keys are under neither of the two; `null`, and nothing is
 * changed, when the database is in use with neither
 */
export async function rotateKey(ports: Rotating): Promise<{ rewrapped: number; strange: number } | null> {
  const { db, clock, settings } = ports
  const { secretKey: key, secretKeyOld: before } = settings
  if (!(await fitsKey(db, { key, before }, clock.now()))) return null
  const cases = await rewrapKeys(ports, before)
  const marks = await db.transaction((tx) => rewrapMarkKey(tx, ports))
  await rehashAddresses(ports)
  await renewLetterLinks(ports)
  return { rewrapped: cases.rewrapped, strange: cases.strange + (marks ? 0 : 1) }
}
