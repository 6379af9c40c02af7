import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { repeatableCall } from '../http/idempotency.ts'
import { problem } from '../http/problem.ts'
import { bearer, seekerCase } from '../http/seeker.ts'
import { validate } from '../http/validate.ts'
import { takeTalk } from './taking.ts'
import type { Outcome, Receipt } from './taking.ts'
import { wish } from './wish.ts'

export const bookingRoutes = new Hono<AppEnv>().post(
  '/bookings',
  describeRoute({
    summary: 'Take a place',
    description:
      'Needs an Idempotency-Key. A Bearer secret lets the talk land in the case that it opens. ' +
      '409 `taken` comes with `alternatives`, the nearest free times.',
  }),
  validate('json', wish),
  async function takePlace(c) {
    const secret = bearer(c)
    const returning = secret === null ? null : { case: await seekerCase(c), secret }
    const wished = c.req.valid('json')
    const call = await repeatableCall(c, { wished, secret })
    return c.json(receiptOf(c, await takeTalk(c.var.ports, wished, call, returning)), 201)
  },
)

function receiptOf(c: Context<AppEnv>, result: Outcome): Receipt {
  switch (result.outcome) {
    case 'booked':
      return result.receipt
    case 'replayed':
      c.header('idempotent-replay', 'true')
      return result.receipt
    case 'taken':
      throw problem(409, 'taken', 'That time was taken in the meantime.', { alternatives: result.alternatives })
    case 'key-reused':
      throw problem(422, 'key-reused', 'This Idempotency-Key was used for another booking.')
    case 'refused':
      throw problem(422, 'invalid', result.message, { errors: [{ field: result.field, message: result.message }] })
  }
}
