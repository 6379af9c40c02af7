import { eq, lt } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { idempotentAnswer } from './schema.ts'

export type StoredAnswer = { bodyHash: string; answer: Uint8Array | null }

export async function storedAnswer(tx: Tx, keyHash: string): Promise<StoredAnswer | null> {
  const { bodyHash, answer } = idempotentAnswer
  const [stored] = await tx.select({ bodyHash, answer }).from(idempotentAnswer).where(eq(idempotentAnswer.keyHash, keyHash))
  return stored ?? null
}

/**
 * Keeps an answer under its key; false when there is one already. The primary key keeps the promise of one
 * result per key: of two at once, the second waits here until the first is done or undone.
 */
export async function keepAnswer(tx: Tx, row: typeof idempotentAnswer.$inferInsert): Promise<boolean> {
  const kept = await tx.insert(idempotentAnswer).values(row).onConflictDoNothing().returning({ keyHash: idempotentAnswer.keyHash })
  return kept.length > 0
}

/** Answers older than that are of no use: a client repeats within minutes. */
export async function forgetAnswers(tx: Tx, beforeMs: number): Promise<void> {
  await tx.delete(idempotentAnswer).where(lt(idempotentAnswer.createdAt, new Date(beforeMs)))
}
