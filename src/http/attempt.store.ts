import { lt, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { windowStart } from './rate-window.ts'
import { rateWindow } from './schema.ts'

/** Windows are kept for so long. */
export const attemptsKeptMs = 86_400_000

/**
 * Counts one more attempt in the present window of `seconds`, and tells how many there were with it. The upsert keeps
 * the promise that of any number at once each counts.
 *
 * @param attempt.subject who attempts, veiled
 */
export async function oneMoreAttempt(
  tx: Tx,
  { rule, subject, seconds }: { rule: string; subject: string; seconds: number },
  nowMs: number,
): Promise<number> {
  const [row] = await tx
    .insert(rateWindow)
    .values({ rule, subject, windowStartsAt: new Date(windowStart(seconds, nowMs)), attempts: 1 })
    .onConflictDoUpdate({
      target: [rateWindow.rule, rateWindow.subject, rateWindow.windowStartsAt],
      set: { attempts: sql`${rateWindow.attempts} + 1` },
    })
    .returning({ attempts: rateWindow.attempts })
  return row?.attempts ?? 0
}

type Counted = { rule: string; subject: string; seconds: number }

/**
 * Counts one attempt more (or takes one back) in the present window of each, in one statement, and tells how many there
 * are now, in the same order. The rows are locked in one order, whoever asks: nobody waits in a circle.
 */
export async function changeAttempts(
  tx: Tx,
  attempts: readonly Counted[],
  by: 1 | -1,
  nowMs: number,
): Promise<number[]> {
  const rows = attempts.map(({ rule, subject, seconds }) => ({
    rule,
    subject,
    windowStartsAt: new Date(windowStart(seconds, nowMs)),
    attempts: Math.max(by, 0),
  }))
  const changed = await tx
    .insert(rateWindow)
    .values(rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)))
    .onConflictDoUpdate({
      target: [rateWindow.rule, rateWindow.subject, rateWindow.windowStartsAt],
      set: { attempts: sql`greatest(${rateWindow.attempts} + ${by}, 0)` },
    })
    .returning()
  return rows.map((row) => changed.find((one) => keyOf(one) === keyOf(row))?.attempts ?? 0)
}

const keyOf = ({ rule, subject }: Pick<Counted, 'rule' | 'subject'>) => `${rule} ${subject}`

/** Windows that began before then are of no use. */
export async function forgetAttempts(tx: Tx, beforeMs: number): Promise<void> {
  await tx.delete(rateWindow).where(lt(rateWindow.windowStartsAt, new Date(beforeMs)))
}
