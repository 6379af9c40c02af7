import { createMiddleware } from 'hono/factory'
import { bearer } from '../http/bearer.ts'
import type { AppEnv } from '../http/env.ts'
import { personOf, seekerCase } from '../meeting/access.ts'

const refusalsOfBody = [400, 415, 422]

/**
 * Who asks is judged before what they sent: a stranger hears 401 or 404, never what a body should have looked like.
 * Asked again only when a body was refused, so that a call that fits costs nothing more.
 */
export const callerFirst = createMiddleware<AppEnv>(async function callerFirst(c, next) {
  await next()
  if (!refusalsOfBody.includes(c.res.status)) return
  if (c.req.param('id') !== undefined) await personOf(c)
  // Whoever books need not be anybody yet; a secret that is brought along must open something.
  else if (bearer(c) !== null) await seekerCase(c)
})
