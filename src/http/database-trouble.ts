import type { Db } from '../db/client.ts'
import { failureOf } from './failure.ts'

const lastsMs = 30_000

/** SQLSTATEs that stay until somebody helps: no disk or memory left (53), trouble of the machine (58), read only. */
const lasting = /^(53|58)[0-9A-Z]{3}$|^25006$/

const troubles = new WeakMap<Db, { code: string; untilMs: number }>()

/**
 * Remembers for half a minute, in this process, that a call failed for a reason that lasts. A full disk shows only
 * where a table has to grow, so that the small write of `/api/health` may succeed while bookings fail.
 */
export function noteTrouble(db: Db, error: unknown): void {
  const code = String(failureOf(error).code ?? '')
  if (lasting.test(code)) troubles.set(db, { code, untilMs: performance.now() + lastsMs })
}

/** The SQLSTATE of the last such failure, or `null` when there was none lately. */
export function lastTrouble(db: Db): string | null {
  const trouble = troubles.get(db)
  return trouble && performance.now() < trouble.untilMs ? trouble.code : null
}
