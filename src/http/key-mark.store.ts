import { hmac } from '../crypto/hash.ts'
import { hex } from '../crypto/encoding.ts'
import type { Tx } from '../db/client.ts'
import { secretKeyMark } from './schema.ts'

/** What the database keeps of a secret key: enough to know it again, and nothing to find it by. */
const markOf = async (key: string): Promise<string> => hex(await hmac(key, 'mark of the secret key'))

/**
 * Marks a database that has no mark yet with the key that its data is now written with.
 *
 * @param keys.before what the key was before it was changed: a database that is marked with it gets the mark of now
 * @returns false when it was marked with another key
 */
export async function fitsKey(
  tx: Tx,
  { key, before }: { key: string; before: string | null },
  nowMs: number,
): Promise<boolean> {
  const mark = await markOf(key)
  await tx
    .insert(secretKeyMark)
    .values({ mark, markedAt: new Date(nowMs) })
    .onConflictDoNothing()
  const [kept] = await tx.select({ mark: secretKeyMark.mark }).from(secretKeyMark)
  if (kept?.mark === mark) return true
  if (before === null || kept?.mark !== (await markOf(before))) return false
  await markKey(tx, key, nowMs)
  return true
}

/** From now on this is the key. */
export async function markKey(tx: Tx, key: string, nowMs: number): Promise<void> {
  const now = { mark: await markOf(key), markedAt: new Date(nowMs) }
  await tx.insert(secretKeyMark).values(now).onConflictDoUpdate({ target: secretKeyMark.id, set: now })
}
