import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { validate } from '../http/validate.ts'
import { retentionDefaults, retentionLimits } from '../meeting/retention.ts'
import { retentionOf, setRetention } from '../meeting/retention.store.ts'
import { coordinatorOnly } from '../people/session.ts'

const { least, most } = retentionLimits
const days = z.int().min(least, `At least ${least} days`).max(most, `At most ${most} days`)
const wanted = z
  .object({ contact: days, chat: days, letters: days, record: days })
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
      await setRetention(ports.db, staff.organisationId, c.req.valid('json'))
      return c.json({ days: await retentionOf(ports.db, staff.organisationId), defaults: retentionDefaults })
    },
  )
