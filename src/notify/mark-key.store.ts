import { hex } from '../crypto/encoding.ts'
import { seal, unseal } from '../crypto/seal.ts'
import { wrappingKey } from '../crypto/wrapping-key.ts'
import type { Tx } from '../db/client.ts'
import type { Ports, Settings } from '../ports.ts'
import { markKey, unwantedAddress } from './schema.ts'
import { bytesBeforeMarkKey, markKeyFrom } from './unwanted.ts'
import type { MarkKey } from './unwanted.ts'

type Secrets = { random: Ports['random']; settings: Pick<Settings, 'secretKey' | 'secretKeyOld'> }
type Row = typeof markKey.$inferSelect

/** The key under which this database marks addresses, made when it is first asked for. */
export async function markKeyOf(tx: Tx, ports: Secrets): Promise<MarkKey> {
  const row = (await kept(tx)) ?? (await made(tx, ports))
  const name = hex(row.wrapped)
  const known = opened.get(name)
  if (known) return known
  const bytes = await unwrapped(row, secretsOf(ports))
  // No key of ours opens it: letters go on under the one that the program had before there was any.
  const key = await markKeyFrom(bytes ?? (await bytesBeforeMarkKey(ports.settings.secretKey)))
  if (bytes) opened.set(name, key)
  return key
}

/** Opened once: it is the same for every letter. */
const opened = new Map<string, MarkKey>()

async function kept(tx: Tx): Promise<Row | undefined> {
  const [row] = await tx.select().from(markKey).prepare('mark_key').execute()
  return row
}

/** A database that holds marks keeps the key that they were made under, which came from the secret. */
async function made(tx: Tx, ports: Secrets): Promise<Row> {
  const { secretKey, secretKeyOld } = ports.settings
  const before = (await tx.$count(unwantedAddress)) > 0
  const bytes = before ? await bytesBeforeMarkKey(secretKeyOld ?? secretKey) : ports.random.bytes(32)
  // Of two that make one at the same moment the first stands.
  await tx
    .insert(markKey)
    .values(await wrappedBy(secretKey, ports, bytes))
    .onConflictDoNothing()
  const row = await kept(tx)
  if (!row) throw new Error('the mark key was written just now')
  return row
}

const secretsOf = ({ settings: { secretKey, secretKeyOld } }: Secrets) => [secretKey, secretKeyOld ?? []].flat()

async function wrappedBy(secretKey: string, { random }: Pick<Secrets, 'random'>, bytes: Uint8Array<ArrayBuffer>) {
  const { key, name } = await wrappingKey(secretKey)
  return { wrapped: await seal(key, bytes, random.bytes(12), place), wrappedBy: name }
}

async function unwrapped(row: Row, secretKeys: string[]): Promise<Uint8Array<ArrayBuffer> | null> {
  for (const secretKey of secretKeys) {
    const { key, name } = await wrappingKey(secretKey)
    if (name === row.wrappedBy) return unseal(key, row.wrapped, place)
  }
  return null
}

const place = 'mark_key'

/** Seals the key under the secret of now. False when neither of the two opens it. */
export async function rewrapMarkKey(tx: Tx, ports: Secrets): Promise<boolean> {
  await markKeyOf(tx, ports)
  const row = await kept(tx)
  const bytes = row && (await unwrapped(row, secretsOf(ports)))
  if (!bytes) return false
  await tx.update(markKey).set(await wrappedBy(ports.settings.secretKey, ports, bytes))
  return true
}
