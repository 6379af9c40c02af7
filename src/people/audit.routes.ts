import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { validate } from '../http/validate.ts'
import { wallOf } from '../time/local-time.ts'
import { auditKinds } from './audit.ts'
import { auditOf } from './audit.store.ts'
import { coordinatorOnly } from './session.ts'
import { membersOf } from './store.ts'

const asked = z.object({
  kind: z.enum(auditKinds).optional(),
  staffId: z.uuid().optional(),
  cursor: z.uuid().optional(),
})

/** What was done, by whom and when: for the coordinator, without anything that stands in a record. */
export const auditRoutes = new Hono<AppEnv>().get(
  '/staff/audit',
  describeRoute({ summary: 'Who did what, newest first; with the people to ask for', tags: ['coordinator'] }),
  coordinatorOnly,
  validate('query', asked),
  async function readAudit(c) {
    const { ports, staff } = c.var
    const [{ entries, next }, members] = await Promise.all([
      auditOf(ports.db, staff.organisationId, c.req.valid('query')),
      membersOf(ports.db, staff.organisationId),
    ])
    return c.json({
      entries: entries.map(({ at, reference, ...entry }) => ({
        ...entry,
        reference: reference && reference.slice(0, shownOfReference),
        at: at.toISOString(),
        wall: wallOf(at.getTime(), at.getTime(), staff.zone),
      })),
      next,
      people: members.map(({ id, name }) => ({ id, name })),
    })
  },
)

/** Enough to see that two entries are about the same. */
const shownOfReference = 8
