import type { Tx } from '../db/client.ts'
import { windowStart } from './rate-window.ts'
import { rateWindow } from './schema.ts'

/**
 * True once in a window of time, for whoever asks first on any number of instances: what is due every hour is done by
 * the first tick of the hour, whenever that comes. Kept in the database, because invocations of a cron trigger share
 * no memory. Call in the transaction of the work: when the work fails, its window is free again for the next who asks.
 *
 * @param duty its name
 */
export async function isDue(tx: Tx, duty: string, everySeconds: number, nowMs: number): Promise<boolean> {
  const taken = await tx
    .insert(rateWindow)
    .values({
      rule: 'duty',
      subject: duty,
      windowStartsAt: new Date(windowStart(everySeconds, nowMs)),
      attempts: 1,
    })
    .onConflictDoNothing()
    .returning({ duty: rateWindow.subject })
  return taken.length > 0
}
