import { sendDueLetters } from './notify/sending.ts'
import type { Ports } from './ports.ts'
import { closeStaleRooms } from './room/closing.ts'

/** What the clock does: letters that are due, talks that nobody left properly. */
const duties: Record<string, (ports: Ports) => Promise<unknown>> = { letters: sendDueLetters, rooms: closeStaleRooms }

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
