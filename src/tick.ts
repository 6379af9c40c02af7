import { forgetAnswers } from './booking/answer.store.ts'
import { forgetAttempts } from './http/rate-limit.ts'
import { sendDueLetters } from './notify/sending.ts'
import { forgetSignIns } from './people/store.ts'
import type { Ports } from './ports.ts'
import { closeStaleRooms } from './room/closing.ts'

/** What the clock does: letters that are due, talks that nobody left properly, and what is of no more use. */
const duties: Record<string, (ports: Ports) => Promise<unknown>> = { letters: sendDueLetters, rooms: closeStaleRooms, forgetting: forget }

const [minuteMs, dayMs] = [60_000, 86_400_000]

/** In the first minute of every hour: answers under idempotency keys, counted attempts, and sign-ins that ended, after a day. */
async function forget(ports: Ports): Promise<void> {
  const nowMs = ports.clock.now()
  if (Math.floor(nowMs / minuteMs) % 60 !== 0) return
  await forgetAnswers(ports.db, nowMs - dayMs)
  await forgetAttempts(ports)
  await forgetSignIns(ports.db, nowMs - dayMs)
}

/**
 * Runs every duty once. Safe to run on any number of instances at once; one duty that fails does not keep
 * the others back, and is tried again with the next tick.
 */
export async function tick(ports: Ports): Promise<void> {
  await Promise.all(Object.entries(duties).map(async ([duty, run]) => {
    try {
      await run(ports)
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      console.error(JSON.stringify({ level: 'error', duty, kind: cause instanceof Error ? cause.name : 'unknown', code: cause instanceof Error ? Reflect.get(cause, 'code') : undefined }))
    }
  }))
}
