import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { bearer } from '../http/bearer.ts'
import type { AppEnv } from '../http/env.ts'
import { personOf, seekerCase } from '../meeting/access.ts'
import { ownSeat } from './own-seat.ts'

const refusalsOfBody = [400, 415, 422]

/**
 * Who asks is judged before what they sent: a stranger hears 401 or 404, never what a body should have looked like.
 * Asked again only when a body was refused, so that a call that fits costs nothing more.
 */
const asked = (judge: (c: Context<AppEnv>) => Promise<unknown>) =>
  createMiddleware<AppEnv>(async function callerFirst(c, next) {
    await next()
    if (refusalsOfBody.includes(c.res.status)) await judge(c)
  })

/** Of calls about a talk. */
export const callerFirst = asked(personOf)
/** Of calls about a place in an event. */
export const seatOwnerFirst = asked(ownSeat)
/** Whoever books need not be anybody yet; a secret that is brought along must open something. */
export const bringsOwnCase = asked(async (c) => (bearer(c) === null ? null : seekerCase(c)))
