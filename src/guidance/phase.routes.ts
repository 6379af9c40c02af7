import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk } from '../meeting/access.ts'
import { hasPhase } from '../methods/method.ts'
import { methodOf } from '../methods/methods.ts'
import { counsellorOnly } from '../people/session.ts'
import { logPhase, phaseSteps } from './phase.store.ts'

const phase = z.object({ phase: z.string().max(40) })

export const phaseRoutes = new Hono<AppEnv>().post(
  '/staff/talks/:id/room/phase',
  counsellorOnly,
  describeRoute({
    description: 'Steps to a phase of the method, forwards or back. Every step is logged with its time.',
  }),
  validate('json', phase),
  async function step(c) {
    const talk = await ownTalk(c)
    const { ports } = c.var
    const next = c.req.valid('json').phase
    if (!hasPhase(methodOf(talk.method), next)) {
      throw problem(422, 'invalid', 'The method has no such phase.', {
        errors: [{ field: 'phase', message: 'Not one of the method’s phases' }],
      })
    }
    await ports.db.transaction((tx) => logPhase(tx, ports, talk.meetingId, next))
    ports.tellRoom(talk.meetingId, 'phase')
    return c.json({ phase: next, steps: await phaseSteps(ports.db, talk.meetingId) })
  },
)
