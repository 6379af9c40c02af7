import type { Tx } from '../db/client.ts'
import { newSecret, secretHash } from '../crypto/secret.ts'
import { codeHash, newCode } from '../meeting/case-code.ts'
import { addCaseKey, freshKey } from '../meeting/case-key.store.ts'
import { addCase, addSecret } from '../meeting/case.store.ts'
import { addContact, sealedContact } from '../meeting/contact.store.ts'
import type { Contact } from '../meeting/contact.store.ts'
import type { Ports } from '../ports.ts'

/** How somebody who comes for the first time is to be reached. */
type Reached = Pick<Contact, 'alias' | 'email' | 'phone' | 'lettersLanguage' | 'zone' | 'fullSubjects'>

/** A case that is about to begin: all that is known of it before anything is written. */
export type BeginningCase = Awaited<ReturnType<typeof beginCase>>

/** Makes a case's keys and seals how its seeker is reached. Before the transaction, which holds up others. */
export async function beginCase(ports: Ports, reached: Reached) {
  const nowMs = ports.clock.now()
  const id = ports.random.uuid(nowMs)
  const [secret, code] = [newSecret(ports.random), newCode(ports.random)]
  const { key, row } = await freshKey(ports, id)
  const contact: Contact = { caseId: id, ...reached, addressVersion: 0, updatedAt: new Date(nowMs) }
  const [hashedSecret, hashedCode, keyRow, contactRow] = await Promise.all([
    secretHash(secret),
    codeHash(code, ports.settings.secretKey),
    row,
    sealedContact(key, ports, contact),
  ])
  return { id, secret, code, key, hashedSecret, hashedCode, keyRow, contactRow, createdAt: new Date(nowMs) }
}

/** Writes a case down, in one go. */
export async function writeCase(tx: Tx, { id, hashedCode, createdAt, ...begun }: BeginningCase): Promise<void> {
  await Promise.all([
    addCase(tx, { id, codeHash: hashedCode, createdAt }),
    addSecret(tx, id, begun.hashedSecret, createdAt.getTime()),
    addContact(tx, begun.contactRow),
    addCaseKey(tx, begun.keyRow),
  ])
}
