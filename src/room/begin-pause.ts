import { lockTalk } from '../meeting/room.store.ts'
import type { Ports } from '../ports.ts'
import { runningPause } from './pause.ts'
import { lastPause, startPause } from './store.ts'

/** Begins a reflection pause; false when one runs already, so that two clicks are one pause. */
export function pauseBegins(ports: Ports, bookingId: string, seconds: number): Promise<boolean> {
  return ports.db.transaction(async (tx) => {
    await lockTalk(tx, bookingId)
    const last = await lastPause(tx, bookingId)
    if (last && runningPause([last], ports.clock.now())) return false
    await startPause(tx, ports, bookingId, seconds)
    return true
  })
}
