import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { addressHash, mostCasesOfAddress } from './case-link.ts'
import { caseLink, contact, guidanceCase } from './schema.ts'

/**
 * The newest cases that gave this address, by id, without those whose erasure has begun. Contacts from before addresses were hashed are found by the address.
 *
 * @param address.email as `sameSpelling` writes it
 * @param address.hashes under the key of now, and under the one before the last rotation
 */
export async function casesOfAddress(
  tx: Tx,
  { email, hashes, nowMs }: { email: string; hashes: string[]; nowMs: number },
): Promise<string[]> {
  const byHash = inArray(contact.emailHash, hashes)
  const byAddress = and(isNull(contact.emailHash), eq(sql`lower(${contact.email})`, email))
  const stays = or(isNull(guidanceCase.eraseAt), gt(guidanceCase.eraseAt, new Date(nowMs)))
  const found = await tx
    .select({ id: contact.caseId })
    .from(contact)
    .innerJoin(guidanceCase, eq(guidanceCase.id, contact.caseId))
    .where(and(stays, or(byHash, byAddress)))
    .orderBy(desc(guidanceCase.createdAt))
    .limit(mostCasesOfAddress)
  return found.map(({ id }) => id)
}

export async function addCaseLink(tx: Tx, link: typeof caseLink.$inferInsert): Promise<void> {
  await tx.insert(caseLink).values(link)
}

/** The case that a one-time link opens, once: of any number who use it at the same moment one deletes the row. */
export async function useCaseLink(tx: Tx, hash: string, nowMs: number): Promise<string | null> {
  const [used] = await tx
    .delete(caseLink)
    .where(and(eq(caseLink.hash, hash), gt(caseLink.expiresAt, new Date(nowMs))))
    .returning({ caseId: caseLink.caseId })
  return used?.caseId ?? null
}

/** Links that wait in a mailbox end with all other keys of a case. */
export async function endCaseLinks(tx: Tx, caseId: string): Promise<void> {
  await tx.delete(caseLink).where(eq(caseLink.caseId, caseId))
}

export async function forgetCaseLinks(tx: Tx, nowMs: number): Promise<void> {
  await tx.delete(caseLink).where(lt(caseLink.expiresAt, new Date(nowMs)))
}

const rehashBatch = 500

/** Hashes all addresses anew under this key, a batch at a time while others read and write. */
export async function rehashAddresses(db: Db, secretKey: string): Promise<void> {
  for (let after = noCase, more = rehashBatch; more === rehashBatch;) {
    const rows = await db
      .select({ caseId: contact.caseId, email: contact.email, hash: contact.emailHash })
      .from(contact)
      .where(gt(contact.caseId, after))
      .orderBy(contact.caseId)
      .limit(rehashBatch)
    for (const { caseId, email, hash } of rows) {
      const next = email === null ? null : await addressHash(email, secretKey)
      // An address that was changed meanwhile has its hash already.
      const stillThis = and(
        eq(contact.caseId, caseId),
        email === null ? isNull(contact.email) : eq(contact.email, email),
      )
      if (next !== hash) await db.update(contact).set({ emailHash: next }).where(stillThis)
    }
    after = rows.at(-1)?.caseId ?? after
    more = rows.length
  }
}

const noCase = '00000000-0000-0000-0000-000000000000'
