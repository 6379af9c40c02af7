import { eq, lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { idempotentAnswer } from './schema.ts'

export type StoredAnswer = { bodyHash: string; answer: Uint8Array | null }

export async function storedAnswer(db: Db, keyHash: string): Promise<StoredAnswer | null> {
  const known = statements.get(db) ?? prepareStatement(db)
  statements.set(db, known)
  const [stored] = await known.execute({ keyHash })
  return stored ?? null
}

/** Prepared: everyone asks it who comes too late for a place. */
const prepareStatement = (db: Db) =>
  db
    .select({ bodyHash: idempotentAnswer.bodyHash, answer: idempotentAnswer.answer })
    .from(idempotentAnswer)
    .where(eq(idempotentAnswer.keyHash, sql.placeholder('keyHash')))
    .prepare('stored_answer')

const statements = new WeakMap<Db, ReturnType<typeof prepareStatement>>()

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
