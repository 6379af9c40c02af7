import type { Context } from 'hono'
import { onceIn, readingMinutes } from './audit.ts'
import { writeAudit } from './audit.store.ts'
import type { StaffEnv } from './session.ts'

/** A counsellor reads a list of their own talks, in which words of several seekers stand. Once for half an hour. */
export async function noteLists(c: Context<StaffEnv>): Promise<void> {
  const { ports, staff } = c.var
  const { id: staffId, organisationId } = staff
  const once = onceIn(readingMinutes, ports.clock.now(), 'lists_read', staffId)
  await writeAudit(ports.db, ports, { kind: 'lists_read', organisationId, staffId, once })
}
