import { lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { idempotentAnswer } from './schema.ts'

type StoredAnswer = { bodyHash: string; answer: Uint8Array | null }

/** The answer that is kept under a key. Those who ask while a statement is under way share the next one. */
export function storedAnswer(db: Db, keyHash: string): Promise<StoredAnswer | null> {
  const queue = queues.get(db) ?? { waiting: [], busy: false }
  queues.set(db, queue)
  return new Promise((resolve, reject) => {
    queue.waiting.push({ keyHash, resolve, reject })
    if (!queue.busy) void answerAll(db, queue)
  })
}

type Waiting = { keyHash: string; resolve(stored: StoredAnswer | null): void; reject(error: unknown): void }
type Queue = { waiting: Waiting[]; busy: boolean }

const queues = new WeakMap<Db, Queue>()

async function answerAll(db: Db, queue: Queue): Promise<void> {
  queue.busy = true
  const { keyHash, bodyHash, answer } = idempotentAnswer
  while (queue.waiting.length > 0) {
    const asking = queue.waiting.splice(0, 500)
    try {
      // One parameter, however many ask: a list would be another statement to prepare for every length.
      const keys = sql.param(asking.map((one) => one.keyHash))
      const rows = await db
        .select({ keyHash, bodyHash, answer })
        .from(idempotentAnswer)
        .where(sql`${keyHash} = any(${keys}::text[])`)
        .prepare('stored_answers')
        .execute()
      const stored = new Map(rows.map((row) => [row.keyHash, row]))
      for (const one of asking) one.resolve(stored.get(one.keyHash) ?? null)
    } catch (error) {
      for (const one of asking) one.reject(error)
    }
  }
  queue.busy = false
}

/**
 * Keeps an answer under its key; false when there is one already. The primary key keeps the promise of one
 * result per key: of two at once, the second waits here until the first is done or undone.
 */
export async function keepAnswer(tx: Tx, row: typeof idempotentAnswer.$inferInsert): Promise<boolean> {
  const { keyHash } = idempotentAnswer
  const kept = await tx
    .insert(idempotentAnswer)
    .values(row)
    .onConflictDoNothing()
    .returning({ keyHash })
    .prepare('keep_answer')
    .execute()
  return kept.length > 0
}

/** Answers that were kept before then are of no use, see `answersKeptMs`. */
export async function forgetAnswers(tx: Tx, beforeMs: number): Promise<void> {
  await tx.delete(idempotentAnswer).where(lt(idempotentAnswer.createdAt, new Date(beforeMs)))
}
