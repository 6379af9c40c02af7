import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { newSecret, secretHash } from '../crypto/secret.ts'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { clientAddress, rateLimit } from '../http/rate-limit.ts'
import { validate } from '../http/validate.ts'
import { useCaseLink } from '../meeting/case-link.store.ts'
import { openWithCode } from '../meeting/case.store.ts'
import { emailAddress, oneTimeToken } from '../people/fields.ts'
import { sendOneTimeLinks } from './lost-code.ts'

const quarterHour = 900
/** A guard against floods alone: a token cannot be guessed, and a whole school may share one network. */
const mostCalls = 300

/** The way back for a seeker who lost the code and gave an address. */
export const lostCodeRoutes = new Hono<AppEnv>()
  .post(
    '/case/link',
    describeRoute({
      summary: 'Ask for a letter with a one-time link',
      description: 'The answer is the same, and as quick, whether the address is known or not.',
    }),
    rateLimit('case link letter', mostCalls, quarterHour, clientAddress),
    validate('json', z.object({ email: emailAddress })),
    async function askForOneTimeLink(c) {
      const { ports } = c.var
      const asked = { email: c.req.valid('json').email, network: clientAddress(c) }
      ports.afterwards(() => sendOneTimeLinks(ports, asked))
      return c.json({ sent: true }, 202)
    },
  )
  .post(
    '/case/link/entry',
    describeRoute({
      summary: 'Enter with a link from a letter',
      description: 'Answers with a new link secret. A one-time link is used up; the one that all letters carry is not.',
    }),
    rateLimit('case link entry', mostCalls, quarterHour, clientAddress),
    validate('json', z.object({ token: oneTimeToken })),
    async function enterByOneTimeLink(c) {
      const { db, random, clock } = c.var.ports
      const hash = await secretHash(c.req.valid('json').token)
      const secret = newSecret(random)
      const secretsHash = await secretHash(secret)
      const opened = await db.transaction(async function useOnce(tx) {
        const caseId = await useCaseLink(tx, hash, clock.now())
        if (caseId !== null) await openWithCode(tx, caseId, secretsHash, clock.now())
        return caseId !== null
      })
      if (!opened) throw problem(410, 'gone', 'This link was used before, or is too old. Ask for a new one.')
      return c.json({ secret })
    },
  )
