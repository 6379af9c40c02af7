import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { eventById } from '../group/event.store.ts'
import { registration } from '../group/registration.ts'
import { bearer } from '../http/bearer.ts'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { keyHeader, repeatableCall } from '../http/idempotency.ts'
import { storedAnswer } from '../http/idempotency.store.ts'
import { notFound, problem } from '../http/problem.ts'
import { countAttempts, clientAddress } from '../http/rate-limit.ts'
import { validate } from '../http/validate.ts'
import { seekerCase } from '../meeting/access.ts'
import { countNamed } from './name-address.ts'
import { register } from './register.ts'
import type { RegisterOutcome, SeatReceipt } from './register.ts'

export const registerRoutes = new Hono<AppEnv>().post(
  '/events/:id/bookings',
  describeRoute({
    summary: 'Register for an event',
    parameters: [keyHeader],
    description:
      'A seat, or a place on the waiting list, counting from 1. A Bearer secret lets it land in the case that it opens.',
  }),
  validate('json', registration),
  async function registerForEvent(c) {
    const secret = bearer(c)
    const returning = secret === null ? null : { case: await seekerCase(c), secret }
    const asked = c.req.valid('json')
    const id = c.req.param('id')
    if (!isId(id) || !(await eventById(c.var.ports.db, id))) throw notFound('This event')
    const call = await repeatableCall(c, { id, asked, secret })
    // Whoever has registered gets the answer again, however many others have come since.
    const repeated = await storedAnswer(c.var.ports.db, call.keyHash)
    const takeBack = repeated ? async () => {} : await counted(c, asked.email, returning?.case.id ?? null)
    const result = await register(c.var.ports, id, { asked, call, returning })
    if (result.outcome !== 'registered') await takeBack()
    return c.json(receiptOf(c, result), 201)
  },
)

const hourSeconds = 3600

/** As many from one network as it may book talks, ten times over: a class registers in one lesson. */
async function counted(c: Context<AppEnv>, address: string | null | undefined, caseId: string | null) {
  const { ports } = c.var
  const { bookingsPerHour } = ports.settings
  const takeNameBack = await countNamed(c, address, caseId)
  if (bookingsPerHour === null) return takeNameBack
  const limit = { rule: 'register', subject: clientAddress(c), most: 10 * bookingsPerHour, windowSeconds: hourSeconds }
  const takeBack = await countAttempts(ports, [limit])
  return async () => void (await Promise.all([takeNameBack(), takeBack()]))
}

function receiptOf(c: Context<AppEnv>, result: RegisterOutcome): SeatReceipt {
  switch (result.outcome) {
    case 'registered':
      return result.receipt
    case 'replayed':
      c.header('idempotent-replay', 'true')
      return result.receipt
    case 'not-found':
      throw notFound('This event')
    case 'over':
      throw problem(409, 'over', 'This event was cancelled, has ended, or takes nobody more on its waiting list.')
    case 'already':
      throw problem(409, 'already', 'You have a place there already: it is on your own page.')
    case 'erasing':
      throw problem(409, 'conflict', 'Everything is about to be erased. Take that back first, on your own page.')
    case 'key-reused':
      throw problem(422, 'key-reused', 'This Idempotency-Key was used for another registration.')
    case 'refused':
      throw problem(422, 'invalid', result.message, { errors: [{ field: result.field, message: result.message }] })
  }
}
