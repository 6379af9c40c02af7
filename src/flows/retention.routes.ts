import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { validate } from '../http/validate.ts'
import { retentionDefaults, retentionKinds, retentionLimits } from '../meeting/retention.ts'
import type { Retention } from '../meeting/retention.ts'
import { retentionOf, setRetention } from '../meeting/retention.store.ts'
import { writeAudit } from '../people/audit.store.ts'
import { coordinatorOnly } from '../people/session.ts'
import type { Staff } from '../people/staff.ts'
import type { Ports } from '../ports.ts'

const { least, most } = retentionLimits
const days = z.int().min(least, `At least ${least} days`).max(most, `At most ${most} days`)
const wanted = z
  .object({ contact: days, chat: days, letters: days, record: days, audit: days })
  .refine(({ contact, chat, letters, record }) => Math.max(contact, chat, letters) <= record, {
    path: ['record'],
    message: 'Nothing is kept longer than the record that it belongs to',
  })

/** How long an organisation keeps what. The seeker's page tells it in advance. */
export const retentionRoutes = new Hono<AppEnv>()
  .get(
    '/staff/retention',
    describeRoute({ summary: 'For how many days the organisation keeps each kind of data', tags: ['coordinator'] }),
    coordinatorOnly,
    async (c) =>
      c.json({ days: await retentionOf(c.var.ports.db, c.var.staff.organisationId), defaults: retentionDefaults }),
  )
  .put(
    '/staff/retention',
    describeRoute({ summary: 'Changes that, also for what is kept already', tags: ['coordinator'] }),
    coordinatorOnly,
    validate('json', wanted),
    async (c) => {
      const { ports, staff } = c.var
      await changeRetention(ports, staff, c.req.valid('json'))
      return c.json({ days: await retentionOf(ports.db, staff.organisationId), defaults: retentionDefaults })
    },
  )

/** The audit tells what was decided on before, too. */
async function changeRetention(ports: Ports, { id: staffId, organisationId }: Staff, wanted: Retention): Promise<void> {
  await ports.db.transaction(async function changeInOneGo(tx) {
    const before = await retentionOf(tx, organisationId)
    await setRetention(tx, organisationId, wanted)
    const details = retentionKinds
      .filter((kind) => before[kind] !== wanted[kind])
      .map((kind) => `${kind} ${before[kind]} ${wanted[kind]}`)
    if (details.length > 0) await writeAudit(tx, ports, { kind: 'retention_changed', organisationId, staffId, details })
  })
}
