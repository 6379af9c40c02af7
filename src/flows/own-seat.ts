import type { Context } from 'hono'
import { seatOfCase } from '../group/seat.store.ts'
import type { Seat } from '../group/seat.store.ts'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound } from '../http/problem.ts'
import { seekerCase } from '../meeting/access.ts'

/**
 * The place in an event of the route's `:id`, for its seeker alone.
 *
 * @throws Problem 401 without a secret that opens a case, 404 for a place that is not in it
 */
export async function ownSeat(c: Context<AppEnv>): Promise<Seat> {
  const own = await seekerCase(c)
  const id = c.req.param('id')
  const found = isId(id) ? await seatOfCase(c.var.ports.db, own.id, id) : null
  if (!found) throw notFound('This place')
  return found
}
