import { asc, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { phaseStep } from './schema.ts'

/** Every step in the phases of a meeting's method, oldest first. The last one is where it is. */
export const phaseSteps = (tx: Tx, meetingId: string) =>
  tx
    .select({ phase: phaseStep.phase, at: phaseStep.at })
    .from(phaseStep)
    .where(eq(phaseStep.meetingId, meetingId))
    .orderBy(asc(phaseStep.at), asc(phaseStep.id))

/** Logs a step to a phase; standing still is no step. */
export async function logPhase(tx: Tx, ports: Ports, meetingId: string, phase: string): Promise<void> {
  const steps = await phaseSteps(tx, meetingId)
  if (steps.at(-1)?.phase === phase) return
  const at = new Date(ports.clock.now())
  await tx.insert(phaseStep).values({ id: ports.random.uuid(at.getTime()), meetingId, phase, at })
}
