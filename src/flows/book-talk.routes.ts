import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { keyHeader, repeatableCall } from '../http/idempotency.ts'
import { problem, problemWith } from '../http/problem.ts'
import type { Problem } from '../http/problem.ts'
import { countDone, secondsToWait } from '../http/quota.store.ts'
import { clientAddress } from '../http/rate-limit.ts'
import { bearer } from '../http/bearer.ts'
import { validate } from '../http/validate.ts'
import type { Ports } from '../ports.ts'
import { seekerCase } from '../meeting/access.ts'
import { talksAheadOfCase } from '../meeting/talk.store.ts'
import { bookingQuota, mostAhead } from '../meeting/booking-allowance.ts'
import { storedAnswer } from '../http/idempotency.store.ts'
import { takeTalk } from './book-talk.ts'
import type { Outcome, Receipt } from './book-talk.ts'
import { countNamed } from './name-address.ts'
import { wish } from '../meeting/booking-request.ts'

export const bookingRoutes = new Hono<AppEnv>().post(
  '/bookings',
  describeRoute({
    summary: 'Take a place',
    parameters: [keyHeader],
    description:
      'A Bearer secret lets the talk land in the case that it opens. ' +
      '409 `taken` comes with `alternatives`, the nearest free times; 409 `enough-ahead` when the case has ten talks ahead; ' +
      '429 `too-many` when many talks were booked from one network, or with one address. What is refused or repeated does not count.',
  }),
  validate('json', wish),
  async function takePlace(c) {
    const secret = bearer(c)
    const returning = secret === null ? null : { case: await seekerCase(c), secret }
    const wished = c.req.valid('json')
    const call = await repeatableCall(c, { wished, secret })
    const { ports } = c.var
    const refusal = (await tooManyFromHere(c)) ?? (returning && (await enoughAhead(ports, returning.case.id)))
    // Whoever has booked gets the answer again, however many others have booked since.
    if (refusal && !(await storedAnswer(ports.db, call.keyHash))) throw refusal
    const takeBack = await countNamed(c, wished.email, returning && returning.case.id).catch(
      async (tooMany: unknown): Promise<() => Promise<void>> => {
        if (!(await storedAnswer(ports.db, call.keyHash))) throw tooMany
        return async () => {}
      },
    )
    const result = await takeTalk(ports, wished, call, returning)
    if (result.outcome === 'booked') countBooking(c)
    else await takeBack()
    return c.json(receiptOf(c, result), 201)
  },
)

async function tooManyFromHere(c: Context<AppEnv>): Promise<Problem | null> {
  const { ports } = c.var
  const { bookingsPerHour } = ports.settings
  const wait =
    bookingsPerHour === null ? null : await secondsToWait(ports, bookingQuota(bookingsPerHour), clientAddress(c))
  if (wait === null) return null
  const title =
    'So many talks were booked from this network that it has to wait. Try again later, or from another network.'
  return problemWith({ 'retry-after': String(wait) }, 429, 'too-many', title)
}

async function enoughAhead({ db, clock }: Ports, caseId: string): Promise<Problem | null> {
  if ((await talksAheadOfCase(db, caseId, clock.now())).length < mostAhead) return null
  return oneTooMany()
}

const oneTooMany = () =>
  problem(409, 'enough-ahead', `At most ${mostAhead} talks lie ahead at a time. Cancel one, or book when one was held.`)

/** After the answer: a booking that was made stands, whatever becomes of the count. */
function countBooking(c: Context<AppEnv>): void {
  const { ports } = c.var
  const { bookingsPerHour } = ports.settings
  const address = clientAddress(c)
  if (bookingsPerHour !== null) ports.afterwards(() => countDone(ports, bookingQuota(bookingsPerHour), address))
}

function receiptOf(c: Context<AppEnv>, result: Outcome): Receipt {
  switch (result.outcome) {
    case 'booked':
      return result.receipt
    case 'replayed':
      c.header('idempotent-replay', 'true')
      return result.receipt
    case 'taken':
      throw problem(409, 'taken', 'That time was taken in the meantime.', { alternatives: result.alternatives })
    case 'enough-ahead':
      throw oneTooMany()
    case 'erasing':
      throw problem(409, 'conflict', 'Everything is about to be erased. Take that back first, on your own page.')
    case 'key-reused':
      throw problem(422, 'key-reused', 'This Idempotency-Key was used for another booking.')
    case 'refused':
      throw problem(422, 'invalid', result.message, { errors: [{ field: result.field, message: result.message }] })
  }
}
