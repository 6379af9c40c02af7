import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { notFound } from '../http/problem.ts'
import { markKeyOf } from './mark-key.store.ts'
import { allowLetters, stopLetters, stopOf } from './unwanted.store.ts'
import { readStopToken } from './unwanted.ts'
import type { Unwanted } from './unwanted.ts'

/**
 * "This is not for me": whoever got a letter stops all letters from its organisation to that address. The page asks with
 * a button, because mail scanners open links; mail programs POST on their own, once their reader asked (RFC 8058).
 */
export const unwantedRoutes = new Hono<AppEnv>()
  .get(
    '/letter-stops/:token',
    describeRoute({ summary: 'Whether letters of an organisation to an address are stopped' }),
    async (c) => c.json((await readStop(c)).view),
  )
  .post(
    '/letter-stops/:token',
    describeRoute({
      summary: 'Stops all letters of an organisation to the address that got this link',
      description: 'Takes no body, or the one of RFC 8058. Talks stay booked.',
    }),
    async (c) => {
      const { unwanted, view } = await readStop(c)
      const { db, clock } = c.var.ports
      await stopLetters(db, unwanted, clock.now())
      return c.json({ ...view, stopped: true })
    },
  )
  .delete(
    '/letter-stops/:token',
    describeRoute({ summary: 'Lets letters come again that were stopped' }),
    async (c) => {
      const { unwanted, view } = await readStop(c)
      await allowLetters(c.var.ports.db, unwanted)
      return c.json({ ...view, stopped: false })
    },
  )

/** @throws Problem 404 for a token that was in no letter */
async function readStop(
  c: Context<AppEnv>,
): Promise<{ unwanted: Unwanted; view: { organisation: string; stopped: boolean } }> {
  const { db, settings } = c.var.ports
  const secretKeys = [settings.secretKey, settings.secretKeyOld ?? []].flat()
  const unwanted = await readStopToken(await markKeyOf(db, c.var.ports), secretKeys, c.req.param('token') ?? '')
  const view = unwanted && (await stopOf(db, unwanted))
  if (!view) throw notFound('This link')
  return { unwanted, view }
}
