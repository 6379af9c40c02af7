import type { Tx } from '../db/client.ts'
import { auditNamesOf } from '../meeting/case.store.ts'
import { onceIn } from '../people/audit.ts'
import { writeAudit } from '../people/audit.store.ts'
import type { Ports } from '../ports.ts'
import { organisationsOf } from './retention.store.ts'

/** Something happened to a whole case, which no member of the staff did: its organisations find it in their audit. */
export async function noteCase(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  kind: 'exported' | 'erased',
  caseId: string,
): Promise<void> {
  const [reference] = await auditNamesOf(tx, caseId)
  if (reference === undefined) return
  const nowMs = ports.clock.now()
  const organisations = await organisationsOf(tx, [caseId])
  await writeAudit(
    tx,
    ports,
    ...organisations.map(({ organisationId }) => ({
      kind,
      organisationId,
      reference,
      once: onceIn(1, nowMs, kind, organisationId, reference),
    })),
  )
}
