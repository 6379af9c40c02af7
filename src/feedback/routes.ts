import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { talkOf } from '../meeting/access.ts'
import { markFeedbackAsked } from '../meeting/meeting.store.ts'
import { coordinatorOnly } from '../people/session.ts'
import { asksForFeedback, saysNothing } from './feedback.ts'
import { betterMost, fewestShown, helpedRange } from './limits.ts'
import { addFeedback, feedbackOf } from './store.ts'

const { least, most } = helpedRange
const said = z.object({
  helped: z.int().min(least, `Choose ${least} to ${most}`).max(most, `Choose ${least} to ${most}`).nullable(),
  better: z
    .string()
    .trim()
    .max(betterMost, `At most ${betterMost} letters`)
    .nullable()
    .transform((text) => text || null),
})

export const feedbackRoutes = new Hono<AppEnv>()
  .post(
    '/bookings/:id/feedback',
    describeRoute({
      summary: 'Say how a talk was',
      description:
        'Once, after it. Both `null`: rather not. Kept apart from the talk: nothing leads from the answer back to it. 409 `conflict` when it is not asked, or no longer.',
    }),
    validate('json', said),
    async function sayHowItWas(c) {
      const { ports } = c.var
      const talk = await talkOf(c)
      const feedback = c.req.valid('json')
      const now = new Date(ports.clock.now())
      const isFirst =
        asksForFeedback(talk, now.getTime()) &&
        (await ports.db.transaction(async function markAndAdd(tx) {
          if (!(await markFeedbackAsked(tx, talk.id))) return false
          if (!saysNothing(feedback)) await addFeedback(tx, talk, feedback, now)
          return true
        }))
      if (!isFirst) throw problem(409, 'conflict', 'This talk is not asked about, or not any more.')
      return c.body(null, 204)
    },
  )
  .get(
    '/staff/feedback',
    describeRoute({
      summary: 'What seekers said of talks, by service and quarter',
      description: 'Of quarters that are over, and from five answers up.',
      tags: ['coordinator'],
    }),
    coordinatorOnly,
    async function tellFeedback(c) {
      const { ports, staff } = c.var
      const quarters = await feedbackOf(ports.db, staff.organisationId, new Date(ports.clock.now()))
      return c.json({ quarters, fewestShown })
    },
  )
