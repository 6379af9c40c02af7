import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { lockMeeting } from '../meeting/meeting.store.ts'
import { meeting } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { roomMost } from './limits.ts'
import { runningPause } from './pause.ts'
import type { Pause } from './pause.ts'
import { reflectionPause } from './schema.ts'

/** The newest reflection pause of a meeting, which may be over. */
export async function lastPause(tx: Tx, meetingId: string): Promise<Pause | null> {
  const [row] = await tx
    .select()
    .from(reflectionPause)
    .where(eq(reflectionPause.meetingId, meetingId))
    .orderBy(desc(reflectionPause.startsAt))
    .limit(1)
  return row ?? null
}

/**
 * Begins a reflection pause; false when one runs already, so that two clicks are one pause. Call in a transaction.
 *
 * @throws Problem 409 `enough` when there were as many as there may be
 */
export async function beginPause(tx: Tx, ports: Ports, meetingId: string, seconds: number): Promise<boolean> {
  await lockMeeting(tx, meetingId)
  const startsAt = new Date(ports.clock.now())
  const last = await lastPause(tx, meetingId)
  if (last && runningPause([last], startsAt.getTime())) return false
  await refuseBeyond(tx, {
    parent: meeting.id,
    id: meetingId,
    of: reflectionPause.meetingId,
    most: roomMost.pauses,
  })
  const id = ports.random.uuid(startsAt.getTime())
  const endsAt = new Date(startsAt.getTime() + seconds * 1000)
  await tx.insert(reflectionPause).values({ id, meetingId, startsAt, endsAt }).onConflictDoNothing()
  return true
}

/** Ends a pause that runs; one that ended stays as it was. */
export async function endPause(tx: Tx, ports: Ports, meetingId: string): Promise<void> {
  const at = new Date(ports.clock.now())
  await tx
    .update(reflectionPause)
    .set({ endedAt: at })
    .where(
      and(eq(reflectionPause.meetingId, meetingId), isNull(reflectionPause.endedAt), gt(reflectionPause.endsAt, at)),
    )
}
