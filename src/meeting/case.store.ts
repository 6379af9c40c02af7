import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { caseSecret, guidanceCase } from './schema.ts'

export type Case = typeof guidanceCase.$inferSelect

export async function addCase(tx: Tx, newCase: Case): Promise<void> {
  await tx.insert(guidanceCase).values(newCase).prepare('add_case').execute()
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

export async function caseOfCode(tx: Tx, codeHash: string): Promise<Case | null> {
  const [found] = await tx.select().from(guidanceCase).where(eq(guidanceCase.codeHash, codeHash))
  return found ?? null
}

/** Everything that was ever written of a seeker goes with their case; the database deletes it. */
export async function deleteCase(tx: Tx, id: string): Promise<void> {
  await tx.delete(guidanceCase).where(eq(guidanceCase.id, id))
}
