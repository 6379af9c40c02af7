import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk } from '../meeting/access.ts'
import { cannotEnd, outcomes } from '../meeting/meeting.ts'
import { counsellorOnly } from '../people/session.ts'
import { endTalk } from './end-talk.ts'

const ending = z.object({ outcome: z.enum(outcomes) })

export const endTalkRoutes = new Hono<AppEnv>().post(
  '/staff/talks/:id/ending',
  counsellorOnly,
  describeRoute({ description: 'Ends the talk and closes its room. A wrong ending can be corrected.' }),
  validate('json', ending),
  async function end(c) {
    const talk = await ownTalk(c)
    const { ports } = c.var
    const { outcome } = c.req.valid('json')
    const refusal = cannotEnd(outcome, talk, ports.clock.now())
    if (refusal === 'too_early') throw problem(409, 'conflict', 'The talk has not begun.')
    if (refusal === 'cancelled' || !(await endTalk(ports, talk.id, outcome, 'counsellor')))
      throw problem(409, 'conflict', 'The talk was cancelled.')
    return c.json({ state: outcome, outcome })
  },
)
