import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { clientAddress, countAttempt, rateLimit } from '../http/rate-limit.ts'
import { seekerCase } from '../meeting/access.ts'
import { validate } from '../http/validate.ts'
import { addSecret, caseOfCode } from '../meeting/case.store.ts'
import { codeHash, readCode } from '../meeting/case-code.ts'
import { newSecret, secretHash } from '../crypto/secret.ts'
import { talksOfCase } from '../meeting/talk.store.ts'
import { listView } from './own-page.ts'
import { entry } from '../meeting/booking-request.ts'

/** The door for somebody who comes back, and what they find behind it. */
export const caseRoutes = new Hono<AppEnv>()
  .post(
    '/case/entry',
    describeRoute({
      summary: 'Enter with the code of a case',
      description: 'Case, spaces and dashes do not matter. Answers with a new link secret.',
    }),
    rateLimit('case-entry', 20, 900, clientAddress),
    validate('json', entry),
    async function enter(c) {
      const { ports } = c.var
      const code = readCode(c.req.valid('json').code)
      if (!code) throw noSuchCode()
      // However many addresses try: of the codes that begin alike only some can be tried in an hour.
      await countAttempt(ports, { rule: 'case-entry-prefix', subject: code.slice(0, 4), most: 30, windowSeconds: 3600 })
      const found = await caseOfCode(ports.db, await codeHash(code, ports.settings.secretKey))
      if (!found) throw noSuchCode()
      const secret = newSecret(ports.random)
      await addSecret(ports.db, found.id, await secretHash(secret), ports.clock.now())
      return c.json({ secret })
    },
  )
  .get('/case', describeRoute({ summary: 'All talks of a case, newest first' }), async function showCase(c) {
    const { db, clock } = c.var.ports
    const own = await seekerCase(c)
    return c.json({
      talks: await listView(db, await talksOfCase(db, own.id)),
      serverNow: new Date(clock.now()).toISOString(),
    })
  })

const noSuchCode = () =>
  problem(422, 'invalid', 'This code does not open anything.', {
    errors: [{ field: 'code', message: 'Check the twelve letters of the code.' }],
  })
