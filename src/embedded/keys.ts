import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Db } from '../db/client.ts'
import { fitsKey, markKey } from '../http/key-mark.store.ts'
import { firstOrganisation } from '../people/store.ts'
import { readKept, UnusableFile, writeKept } from './kept-file.ts'

/** Asks for another key in the place of one that is lost, which nothing else does. */
export const newKeyFlag = '--new-secret-key'

/** `fresh`: it was made just now, and {@link SecretKey.keep} has to write it down before it is used. */
export type SecretKey = { key: string; fresh: boolean; keep(): void }

const ways = `Put the file back, or set SECRET_KEY to what stood in it. Is it lost for good: "npm start -- ${newKeyFlag}" makes another, every code, link and session that was given out before is dead, and what was sealed under the old one can no longer be read.`

/**
 * The key from which all others come: made at the first start, readable by its owner alone.
 *
 * @param newOneWanted whether one that cannot be read is replaced
 * @throws UnusableFile when there is one that is empty or cut off
 */
export function keptSecretKey(dataDir: string, newOneWanted: boolean): SecretKey {
  const file = join(dataDir, 'secret-key')
  const kept = readKept(file)?.trim() ?? null
  if (kept !== null && kept.length >= 32) return { key: kept, fresh: false, keep() {} }
  if (kept !== null && !newOneWanted)
    throw new UnusableFile(`${file} is empty or cut off: ${kept.length} characters, where 64 were written. ${ways}`)
  const key = randomBytes(32).toString('hex')
  return { key, fresh: true, keep: () => writeKept(file, key) }
}

/**
 * Sees that a database in use is opened with the key that it was written with, and notes which one that is.
 *
 * @param used.before what the key was before it was changed: `SECRET_KEY_OLD`
 * @param used.newOneWanted whether another key may take its place
 * @throws UnusableFile when the key is gone, Error when it is another one
 */
export async function checkKey(db: Db, { key, fresh, before, newOneWanted, dataDir }: UsedKey): Promise<void> {
  const inUse = !newOneWanted && (await firstOrganisation(db)) !== null
  if (fresh && inUse) throw lostKey(dataDir)
  if (await fitsKey(db, { key, before }, Date.now())) return
  if (inUse) throw new Error(`${anotherKey} ${ways}`)
  await markKey(db, key, Date.now())
}

type UsedKey = Omit<SecretKey, 'keep'> & { before: string | null; newOneWanted: boolean; dataDir: string }

const anotherKey =
  'SECRET_KEY, or the file secret-key of the data folder, is not the key that this database is in use with. Was it changed on purpose, SECRET_KEY_OLD must say what it was before.'

/** What to say of a key that is gone while the database that goes with it is there. */
function lostKey(dataDir: string): UnusableFile {
  return new UnusableFile(
    `${join(dataDir, 'secret-key')} is missing, but the database is already in use: its key is needed. ${ways}`,
  )
}
