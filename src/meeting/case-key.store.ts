import { eq, getTableName, ne } from 'drizzle-orm'
import type { Column } from 'drizzle-orm'
import { cipherKey, seal, unseal } from '../crypto/seal.ts'
import { wrappingKey } from '../crypto/wrapping-key.ts'
import type { WrappingKey } from '../crypto/wrapping-key.ts'
import type { Tx } from '../db/client.ts'
import { marks } from '../db/sealed.ts'
import type { Sealed } from '../db/sealed.ts'
import { Problem, problem } from '../http/problem.ts'
import type { Ports, Settings } from '../ports.ts'
import { booking, caseKey } from './schema.ts'

// Every case has a key of 256 bits, made when the first of its columns is sealed. It stands in `case_key`, sealed under
// a key that comes from SECRET_KEY. What is sealed is bound to its table, column and row: moved anywhere else it does
// not open.

/** A case's key as it is stored; null where there is none. A select adds {@link keyColumns} and joins `case_key`. */
export type StoredKey = { caseId: string; wrapped: Uint8Array | null; wrappedBy: string | null }

/** For selects that join the booking, and from the left `case_key`: the key comes with what it opens. */
export const keyColumns = { caseId: booking.caseId, wrapped: caseKey.wrapped, wrappedBy: caseKey.wrappedBy }

type CaseKeyRow = typeof caseKey.$inferInsert

/** Where a value stands: its column, and what tells its row from all others of the table. */
export type Cell = { column: Column; row: string }

/** Whose key: that of a booking's case, or of the case that a meeting is about, which is a talk of two. */
export type InCase = { bookingId: string } | { meetingId: string }

export type Secrets = { random: Ports['random']; settings: Pick<Settings, 'secretKey' | 'secretKeyOld'> }

/** Seals what is written in a case for its cell, under the case's key, which is made if there is none. */
export async function sealValue<Value>(
  tx: Tx,
  ports: Secrets,
  { cell, value, ...whose }: InCase & { cell: Cell; value: Value },
): Promise<Sealed<Value>> {
  return sealUnder(await keyToSeal(tx, ports, whose), ports, cell, value)
}

/** {@link sealValue} for several values of one case: its key is opened once. */
export async function sealerFor(tx: Tx, ports: Secrets, whose: InCase) {
  const key = await keyToSeal(tx, ports, whose)
  return <Value>(cell: Cell, value: Value): Promise<Sealed<Value>> => sealUnder(key, ports, cell, value)
}

/** As {@link sealValue}, under a key that is at hand. */
export async function sealUnder<Value>(
  key: CryptoKey,
  { random }: Pick<Secrets, 'random'>,
  cell: Cell,
  value: Value,
): Promise<Sealed<Value>> {
  return marked(marks.sealed, await seal(key, jsonBytes(value), random.bytes(12), placeOf(cell)))
}

/** The key of a case that something is to be sealed in. It is made if there is none. */
export async function keyOfCase(tx: Tx, ports: Secrets, caseId: string): Promise<CryptoKey> {
  const [found] = await tx.select().from(caseKey).where(eq(caseKey.caseId, caseId))
  return keyOf(tx, ports, found ?? { caseId, wrapped: null, wrappedBy: null })
}

/**
 * A key for a case that is about to begin, and the row that keeps it: {@link addCaseKey} writes it after the case. The row
 * comes later than the key, which seals meanwhile.
 */
export async function freshKey(ports: Secrets, caseId: string): Promise<{ key: CryptoKey; row: Promise<CaseKeyRow> }> {
  const bytes = ports.random.bytes(32)
  const row = wrappedKey(ports, caseId, bytes)
  // Whoever seals with the key waits for the row too, and hears then of what went wrong with it.
  row.catch(() => undefined)
  return { key: await cipherKey(bytes), row }
}

async function wrappedKey(ports: Secrets, caseId: string, bytes: Uint8Array<ArrayBuffer>): Promise<CaseKeyRow> {
  const { key, name } = await wrappingKey(ports.settings.secretKey)
  return { caseId, wrapped: await seal(key, bytes, ports.random.bytes(12), placeOfKey(caseId)), wrappedBy: name }
}

export async function addCaseKey(tx: Tx, row: CaseKeyRow): Promise<void> {
  await tx.insert(caseKey).values(row).prepare('add_case_key').execute()
}

/**
 * Opens what {@link sealValue} sealed for that cell.
 *
 * @param key `null` when the case has none
 * @throws Problem 410 `unreadable` when this is not the key, as in a dump that was put back without its keys
 */
export async function openValue<Value>(key: CryptoKey | null, cell: Cell, stored: Sealed<Value>): Promise<Value> {
  const [mark, rest] = [stored[0], stored.subarray(1)]
  // Each was a `Value` when it was sealed, or when the column was still a plain one.
  if (mark === marks.plain) return valueIn(rest) as Value
  if (!key) throw unreadable()
  const bytes = await unseal(key, rest, placeOf(cell)).catch(() => {
    throw unreadable()
  })
  return valueIn(bytes) as Value
}

/** Seals what was written before there were keys. */
export async function sealPlain<Value>(
  tx: Tx,
  ports: Secrets,
  { caseId, cell, plain }: { caseId: string; cell: Cell; plain: Sealed<Value> },
): Promise<Sealed<Value>> {
  // A booking may have one plain column and one that is sealed already.
  if (plain[0] !== marks.plain) return plain
  return sealUnder(await keyOfCase(tx, ports, caseId), ports, cell, await openValue(null, cell, plain))
}

/** A value as it stood before there were keys. Made-up records are written so, in bulk; the clock seals them. */
export const yetToSeal = <Value>(value: Value): Sealed<Value> => marked(marks.plain, jsonBytes(value))

/** Opens the key that came with a row. `null` when there is no row or no key, or none of the settings' secrets opens it. */
export async function openKey(
  { settings }: Pick<Secrets, 'settings'>,
  stored: StoredKey | undefined,
): Promise<CryptoKey | null> {
  if (!stored?.wrapped) return null
  const { caseId, wrapped, wrappedBy } = stored
  const { secretKey, secretKeyOld } = settings
  for (const secret of secretKeyOld === undefined ? [secretKey] : [secretKey, secretKeyOld]) {
    const { key, name } = await wrappingKey(secret)
    if (name === wrappedBy) return cipherKey(await unseal(key, wrapped, placeOfKey(caseId)))
  }
  return null
}

/** Keys by case. */
export type OpenKeys = ReadonlyMap<string, CryptoKey | null>

/** Opens the keys that came with a list's rows, each once, by case: `null` as of {@link openKey}. */
export async function openKeys(ports: Pick<Secrets, 'settings'>, rows: readonly StoredKey[]): Promise<OpenKeys> {
  const stored = [...new Map(rows.map((row) => [row.caseId, row])).values()]
  const opened = await Promise.all(stored.map(async (one) => [one.caseId, await openKey(ports, one)] as const))
  return new Map(opened)
}

const keyToSeal = async (tx: Tx, ports: Secrets, whose: InCase) => keyOf(tx, ports, await storedKey(tx, whose))

async function keyOf(tx: Tx, ports: Secrets, found: StoredKey): Promise<CryptoKey> {
  const { caseId } = found
  let stored: StoredKey | undefined = found
  if (!found.wrapped) {
    // Of two that make one at the same moment the first stands, and the second seals under it.
    await tx
      .insert(caseKey)
      .values(await wrappedKey(ports, caseId, ports.random.bytes(32)))
      .onConflictDoNothing()
    ;[stored] = await tx.select().from(caseKey).where(eq(caseKey.caseId, caseId))
  }
  const key = await openKey(ports, stored)
  if (!key) throw unreadable()
  return key
}

/** The key of a case as it is stored. */
export async function storedKey(tx: Tx, whose: InCase): Promise<StoredKey> {
  const [found] = await tx
    .select(keyColumns)
    .from(booking)
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where('bookingId' in whose ? eq(booking.id, whose.bookingId) : eq(booking.meetingId, whose.meetingId))
  if (!found) throw new Error('there is no such booking')
  return found
}

const rewrapBatch = 500

/**
 * Brings the keys of cases that are sealed under the old secret over to the new one, a batch at a time while others
 * read and write. What the keys themselves sealed stays as it is.
 *
 * @returns how many it brought over, and how many are still under a secret that is neither of the two
 */
export async function rewrapKeys(ports: Secrets & Pick<Ports, 'db'>, oldSecret: string) {
  const [from, to] = await Promise.all([wrappingKey(oldSecret), wrappingKey(ports.settings.secretKey)])
  let rewrapped = 0
  for (let more = rewrapBatch; more === rewrapBatch; rewrapped += more) {
    more = await ports.db.transaction((tx) => rewrapSome(tx, ports, from, to))
  }
  return { rewrapped, strange: await ports.db.$count(caseKey, ne(caseKey.wrappedBy, to.name)) }
}

async function rewrapSome(tx: Tx, { random }: Secrets, from: WrappingKey, to: WrappingKey): Promise<number> {
  const rows = await tx.select().from(caseKey).where(eq(caseKey.wrappedBy, from.name)).limit(rewrapBatch).for('update')
  for (const { caseId, wrapped } of rows) {
    const key = await unseal(from.key, wrapped, placeOfKey(caseId))
    const again = await seal(to.key, key, random.bytes(12), placeOfKey(caseId))
    await tx.update(caseKey).set({ wrapped: again, wrappedBy: to.name }).where(eq(caseKey.caseId, caseId))
  }
  return rows.length
}

const placeOfKey = (caseId: string) => `case_key ${caseId}`

const placeOf = ({ column, row }: Cell) => `${getTableName(column.table)} ${column.name} ${row}`

function marked<Value>(mark: number, bytes: Uint8Array): Sealed<Value> {
  const whole = new Uint8Array(bytes.length + 1)
  whole[0] = mark
  whole.set(bytes, 1)
  // The only two who call this have sealed or marked a `Value`.
  return whole as Uint8Array as Sealed<Value>
}

const jsonBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const valueIn = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))

/** What an opening gives where the key is gone: one case that cannot be read spoils no list of many. */
export function whenUnreadable<Value>(instead: Value): (error: unknown) => Value {
  return function insteadOf(error) {
    if (error instanceof Problem && error.slug === 'unreadable') return instead
    throw error
  }
}

const unreadable = () => problem(410, 'unreadable', 'What was written here can no longer be opened: its key is gone.')
