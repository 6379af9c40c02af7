import { asc, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { lockMeeting } from '../meeting/meeting.store.ts'
import { meeting } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { recordMost } from './limits.ts'
import { phaseStep } from './schema.ts'

/** Every step in the phases of a meeting's method, oldest first. The last one is where it is. */
export const phaseSteps = (tx: Tx, meetingId: string) =>
  tx
    .select({ phase: phaseStep.phase, at: phaseStep.at })
    .from(phaseStep)
    .where(eq(phaseStep.meetingId, meetingId))
    .orderBy(asc(phaseStep.at), asc(phaseStep.id))
    .limit(recordMost.phaseSteps)

/**
 * Logs a step to a phase; standing still is no step. Call in a transaction.
 *
 * @throws Problem 409 `enough` when as many were logged as may be
 */
export async function logPhase(tx: Tx, ports: Ports, meetingId: string, phase: string): Promise<void> {
  await lockMeeting(tx, meetingId)
  const steps = await phaseSteps(tx, meetingId)
  if (steps.at(-1)?.phase === phase) return
  await refuseBeyond(tx, { parent: meeting.id, id: meetingId, of: phaseStep.meetingId, most: recordMost.phaseSteps })
  const at = new Date(ports.clock.now())
  await tx.insert(phaseStep).values({ id: ports.random.uuid(at.getTime()), meetingId, phase, at })
}
