import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { contact } from './schema.ts'

export type Contact = typeof contact.$inferSelect
export type ContactChange = Partial<Omit<Contact, 'caseId' | 'addressVersion' | 'updatedAt'>>

export async function addContact(tx: Tx, fresh: Contact): Promise<void> {
  await tx.insert(contact).values(fresh).prepare('add_contact').execute()
}

export async function contactOf(tx: Tx, caseId: string): Promise<Contact | null> {
  const [found] = await tx.select().from(contact).where(eq(contact.caseId, caseId))
  return found ?? null
}

/** What a change leaves out stays. Another address makes the next `address_version`. Nothing happens without a change. */
export async function changeContact(tx: Tx, caseId: string, change: ContactChange, nowMs: number): Promise<void> {
  if (Object.keys(change).length === 0) return
  const { email } = change
  // Without its hash an address is found by itself, and never by the hash of the one before.
  const hash = email === undefined ? {} : { emailHash: change.emailHash ?? null }
  const nextAddress =
    email === undefined
      ? {}
      : { addressVersion: sql`${contact.addressVersion} + (${contact.email} is distinct from ${email})::int` }
  await tx
    .update(contact)
    .set({ ...change, ...hash, ...nextAddress, updatedAt: new Date(nowMs) })
    .where(eq(contact.caseId, caseId))
}

/** How a case is reached, kept from others' changes until the transaction ends. */
export async function lockContact(tx: Tx, caseId: string): Promise<Contact> {
  const [found] = await tx.select().from(contact).where(eq(contact.caseId, caseId)).for('update')
  if (!found) throw new Error('a case has a contact: it is written with it')
  return found
}
