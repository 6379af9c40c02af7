import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { bearer, seekerCase, wrongSecret } from '../http/seeker.ts'
import { caseOfSecret } from './case.store.ts'
import { companionOfSecret } from './companion.store.ts'
import type { Companion } from './companion.store.ts'
import { isInvitationOver } from './companion.ts'
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import { bookingOfCase, findBooking } from './store.ts'
import type { Booking } from './store.ts'

/** Who calls about a talk: the seeker of its case, or somebody whom the seeker invited to this talk. */
export type Person = { role: 'seeker'; booking: Booking } | { role: 'companion'; booking: Booking; companionId: string }

/**
 * The talk of the route's `:id`, for the seeker alone.
 *
 * @throws Problem 401 without a secret that opens a case, 404 for a talk that is not in it
 */
export async function bookingOf(c: Context<AppEnv>): Promise<Booking> {
  const own = await seekerCase(c)
  const found = isId(c.req.param('id')) ? await bookingOfCase(c.var.ports.db, own.id, c.req.param('id') ?? '') : null
  if (!found) throw notFound('This talk')
  return found
}

/**
 * The talk of the route's `:id`, for the seeker or a companion.
 *
 * @throws Problem 401 without a secret that opens anything, 404 for a talk that it does not open, 410 for a
 * companion's when the talk is long over
 */
export async function personOf(c: Context<AppEnv>): Promise<Person> {
  const secret = bearer(c)
  if (!secret || !looksLikeSecret(secret)) throw wrongSecret()
  const { db } = c.var.ports
  const id = c.req.param('id') ?? ''
  const hash = await secretHash(secret)
  const own = await caseOfSecret(db, hash)
  if (own) {
    const booking = isId(id) ? await bookingOfCase(db, own.id, id) : null
    if (!booking) throw notFound('This talk')
    return { role: 'seeker', booking }
  }
  const companion = await companionOfSecret(db, hash)
  if (!companion) throw wrongSecret()
  if (companion.bookingId !== id) throw notFound('This talk')
  return { role: 'companion', booking: await talkOfInvitation(c, companion), companionId: companion.id }
}

/** @throws Problem 410 `gone` when the talk is long over */
export async function talkOfInvitation(c: Context<AppEnv>, { bookingId }: Companion): Promise<Booking> {
  const { db, clock } = c.var.ports
  const booking = await findBooking(db, bookingId)
  if (!booking) throw notFound('This talk')
  if (isInvitationOver(booking, clock.now()))
    throw problem(410, 'gone', 'This talk is over, and the invitation with it.')
  return booking
}
