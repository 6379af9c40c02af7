import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import { addressHash } from './case-link.ts'
import { keyOfCase, openKey, openValue, sealUnder, whenUnreadable } from './case-key.store.ts'
import type { Cell, Secrets, StoredKey } from './case-key.store.ts'
import { caseKey, contact } from './schema.ts'
import type { Reach } from './schema.ts'

type Row = typeof contact.$inferSelect
/** How a case is reached, in plain words. It is stored sealed. */
export type Contact = Omit<Row, 'reach' | 'hasAddress' | 'hasPhone' | 'emailHash'> & Reach
export type ContactChange = Partial<Omit<Contact, 'caseId' | 'addressVersion' | 'updatedAt'>>

export const cellOfReach = (caseId: string): Cell => ({ column: contact.reach, row: caseId })

/** The row of a contact, sealed under its case's key. */
export async function sealedContact(
  key: CryptoKey,
  ports: Secrets,
  { alias, email, phone, ...rest }: Contact,
): Promise<Row> {
  return { ...rest, ...(await reachColumns(key, ports, rest.caseId, { alias, email, phone })) }
}

/** The columns that say how a case is reached, sealed under its key, which is made if there is none. */
export const sealedReach = async (tx: Tx, ports: Secrets, caseId: string, reach: Reach) =>
  reachColumns(await keyOfCase(tx, ports, caseId), ports, caseId, reach)

async function reachColumns(key: CryptoKey, ports: Secrets, caseId: string, plain: Reach) {
  const { email, phone } = plain
  const [reach, emailHash] = await Promise.all([
    sealUnder(key, ports, cellOfReach(caseId), plain),
    email === null ? null : addressHash(email, ports.settings.secretKey),
  ])
  return { reach, hasAddress: email !== null, hasPhone: phone !== null, emailHash }
}

export async function addContact(tx: Tx, fresh: Row): Promise<void> {
  await tx.insert(contact).values(fresh).prepare('add_contact').execute()
}

export async function contactOf(tx: Tx, ports: Pick<Secrets, 'settings'>, caseId: string): Promise<Contact | null> {
  const [found] = await withKey(tx, caseId)
  return found ? opened(ports, found) : null
}

/** How a case is reached, kept from others' changes until the transaction ends. */
export async function lockContact(tx: Tx, ports: Pick<Secrets, 'settings'>, caseId: string): Promise<Contact> {
  const [found] = await withKey(tx, caseId).for('update', { of: contact })
  if (!found) throw new Error('a case has a contact: it is written with it')
  return opened(ports, found)
}

/**
 * What a change leaves out stays. Another address makes the next `address_version`. Nothing happens without a change.
 *
 * @param before as {@link lockContact} gave it in the same transaction
 * @returns the contact as it is now
 */
export async function changeContact(
  tx: Tx,
  ports: Secrets,
  { before, change, nowMs }: { before: Contact; change: ContactChange; nowMs: number },
): Promise<Contact> {
  if (Object.keys(change).length === 0) return before
  const changed = { ...before, ...change, updatedAt: new Date(nowMs) }
  const addressVersion = before.addressVersion + (changed.email === before.email ? 0 : 1)
  const after = { ...changed, addressVersion }
  const { caseId, ...row } = await sealedContact(await keyOfCase(tx, ports, before.caseId), ports, after)
  await tx.update(contact).set(row).where(eq(contact.caseId, caseId))
  return after
}

/** Forgets the address and the number of a case, and leaves how its seeker wants to be called. */
export async function forgetReach(tx: Tx, ports: Secrets, caseId: string, now: Date): Promise<void> {
  const [found] = await withKey(tx, caseId).for('update', { of: contact })
  if (!found) return
  const unread = { alias: null, email: null, phone: null }
  const { alias } = await openReach(await openKey(ports, found.key), caseId, found.row.reach).catch(
    whenUnreadable(unread),
  )
  const reach = await sealedReach(tx, ports, caseId, { alias, email: null, phone: null })
  await tx
    .update(contact)
    .set({ ...reach, updatedAt: now })
    .where(eq(contact.caseId, caseId))
}

/** Hashes a case's address anew under the secret key of now. One whose key is gone is found no more. */
export async function rehashAddress(tx: Tx, ports: Pick<Secrets, 'settings'>, caseId: string): Promise<void> {
  const { email } = await lockContact(tx, ports, caseId).catch(whenUnreadable({ email: null }))
  const emailHash = email === null ? null : await addressHash(email, ports.settings.secretKey)
  await tx.update(contact).set({ emailHash }).where(eq(contact.caseId, caseId))
}

const withKey = (tx: Tx, caseId: string) =>
  tx
    .select({ row: contact, key: { caseId: contact.caseId, wrapped: caseKey.wrapped, wrappedBy: caseKey.wrappedBy } })
    .from(contact)
    .leftJoin(caseKey, eq(caseKey.caseId, contact.caseId))
    .where(eq(contact.caseId, caseId))

type Found = { row: Row; key: StoredKey }

async function opened(ports: Pick<Secrets, 'settings'>, { row, key }: Found): Promise<Contact> {
  const { reach, hasAddress: _, hasPhone: __, emailHash: ___, ...rest } = row
  return { ...rest, ...(await openReach(await openKey(ports, key), row.caseId, reach)) }
}

export const openReach = (key: CryptoKey | null, caseId: string, reach: Sealed<Reach>) =>
  openValue(key, cellOfReach(caseId), reach)
