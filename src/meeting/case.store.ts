import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { codeHash } from './case-code.ts'
import { endCaseLinks } from './case-link.store.ts'
import { mostOpenings } from './limits.ts'
import { caseSecret, guidanceCase } from './schema.ts'

export type Case = typeof guidanceCase.$inferSelect

/** Nobody has asked for its erasure yet. */
export type NewCase = Omit<Case, 'eraseAt' | 'auditName'>

/** How the audit refers to a case, for a statement of the audit's. */
export const auditNameOf = (caseId: string): SQL =>
  sql`select ${guidanceCase.auditName}::text from ${guidanceCase} where ${guidanceCase.id} = ${caseId}`

/** The same, read: nothing for a case that is gone. */
export async function auditNamesOf(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.select({ name: guidanceCase.auditName }).from(guidanceCase).where(eq(guidanceCase.id, caseId))
  return rows.map(({ name }) => name)
}

export async function addCase(tx: Tx, newCase: NewCase): Promise<void> {
  await tx.insert(guidanceCase).values(newCase).prepare('add_case').execute()
}

/**
 * Lets whatever counts what a case has, and then adds to it, come one after the other. `NO KEY UPDATE` lets foreign
 * keys pass: only those who ask for this lock wait.
 *
 * @returns false for a case that is gone or about to be erased: nothing is added to it
 */
export async function lockCase(tx: Tx, id: string): Promise<boolean> {
  const [found] = await tx
    .select({ eraseAt: guidanceCase.eraseAt })
    .from(guidanceCase)
    .where(eq(guidanceCase.id, id))
    .for('no key update')
  return found?.eraseAt === null
}

export async function addSecret(tx: Tx, caseId: string, hash: string, nowMs: number): Promise<void> {
  await tx
    .insert(caseSecret)
    .values({ hash, caseId, createdAt: new Date(nowMs) })
    .prepare('add_secret')
    .execute()
}

export async function caseOfSecret(tx: Tx, hash: string): Promise<Case | null> {
  const [found] = await tx
    .select({ case: guidanceCase })
    .from(caseSecret)
    .innerJoin(guidanceCase, eq(guidanceCase.id, caseSecret.caseId))
    .where(and(eq(caseSecret.hash, hash), isNull(caseSecret.revokedAt)))
    .prepare('case_of_secret')
    .execute()
  return found?.case ?? null
}

async function caseOfCode(tx: Tx, codeHash: string): Promise<Case | null> {
  const [found] = await tx.select().from(guidanceCase).where(eq(guidanceCase.codeHash, codeHash))
  return found ?? null
}

/** The case that a code opens. One that was given out under the key before the last rotation is brought over. */
export async function caseOfTypedCode({ db, settings }: Pick<Ports, 'db' | 'settings'>, code: string) {
  const hash = await codeHash(code, settings.secretKey)
  const found = await caseOfCode(db, hash)
  if (found || settings.secretKeyOld === undefined) return found
  const before = await caseOfCode(db, await codeHash(code, settings.secretKeyOld))
  if (before) await db.update(guidanceCase).set({ codeHash: hash }).where(eq(guidanceCase.id, before.id))
  return before
}

/** The secrets that open a case, the newest first. */
export async function openingsOf(tx: Tx, caseId: string): Promise<{ hash: string; createdAt: Date }[]> {
  return tx
    .select({ hash: caseSecret.hash, createdAt: caseSecret.createdAt })
    .from(caseSecret)
    .where(and(eq(caseSecret.caseId, caseId), isNull(caseSecret.revokedAt)))
    .orderBy(desc(caseSecret.createdAt), caseSecret.hash)
    .limit(mostOpenings)
}

export async function closeOpening(tx: Tx, caseId: string, hash: string): Promise<void> {
  await tx.delete(caseSecret).where(and(eq(caseSecret.caseId, caseId), eq(caseSecret.hash, hash)))
}

export async function closeOtherOpenings(tx: Tx, caseId: string, hash: string): Promise<void> {
  await tx.delete(caseSecret).where(and(eq(caseSecret.caseId, caseId), ne(caseSecret.hash, hash)))
}

/**
 * Gives a case another code, and one secret in place of all that it had. The lock on its row keeps two who do so at the
 * same moment from both having the last word: the secrets of the first end with the second.
 */
export async function renewKeys(
  tx: Tx,
  caseId: string,
  hashes: { secret: string; code: string },
  nowMs: number,
): Promise<void> {
  await tx.update(guidanceCase).set({ codeHash: hashes.code }).where(eq(guidanceCase.id, caseId))
  await tx.delete(caseSecret).where(eq(caseSecret.caseId, caseId))
  await endCaseLinks(tx, caseId)
  await addSecret(tx, caseId, hashes.secret, nowMs)
}

/**
 * Adds a secret for somebody who came with the code or a one-time link. Of more than {@link mostOpenings} the oldest end:
 * nobody grows a table by coming in again and again. The one that was just made always stays. Call in a transaction: of
 * several who come at once, each sees those before it.
 */
export async function openWithCode(tx: Tx, caseId: string, hash: string, nowMs: number): Promise<void> {
  await lockCase(tx, caseId)
  const beyond = tx
    .select({ hash: caseSecret.hash })
    .from(caseSecret)
    .where(eq(caseSecret.caseId, caseId))
    .orderBy(desc(caseSecret.createdAt), caseSecret.hash)
    .offset(mostOpenings - 1)
  await tx.delete(caseSecret).where(inArray(caseSecret.hash, beyond))
  await addSecret(tx, caseId, hash, nowMs)
}

/** Everything that was ever written of a seeker goes with their case; the database deletes it. */
export async function deleteCase(tx: Tx, id: string): Promise<void> {
  await tx.delete(guidanceCase).where(eq(guidanceCase.id, id))
}
