import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { clientAddress, countAttempt, rateLimit } from '../http/rate-limit.ts'
import { validate } from '../http/validate.ts'
import { accountOf } from '../people/account.ts'
import { emailAddress, oneTimeToken } from '../people/fields.ts'
import { staffOnly } from '../people/session.ts'
import { signInWith, signOut } from '../people/sign-in.ts'
import { sameSpelling } from '../people/staff.ts'
import { signInLetter } from './sign-in-links.ts'

const askForLink = z.object({ email: emailAddress })
const enter = z.object({ token: oneTimeToken })

const quarterHour = 15 * 60

/** How the staff gets in and out: by a link that comes in a letter. */
export const signInRoutes = new Hono<AppEnv>()
  .post(
    '/staff/sign-in/link',
    describeRoute({
      description: 'Asks for a letter with a sign-in link. The answer is the same whether the address is known or not.',
    }),
    rateLimit('sign-in letter', 30, quarterHour, clientAddress),
    validate('json', askForLink),
    async function askForSignInLink(c) {
      const { ports } = c.var
      const { email } = c.req.valid('json')
      // Counted for unknown addresses too: the answer must not tell which are known.
      const attempt = { rule: 'sign-in letter to', subject: sameSpelling(email), most: 6, windowSeconds: quarterHour }
      await countAttempt(ports, attempt)
      const send = await signInLetter(ports, email)
      ports.afterwards(send)
      return c.json({ sent: true }, 202)
    },
  )
  .post(
    '/staff/sign-in',
    describeRoute({ description: 'Uses up the token of a sign-in link and sets the session cookie.' }),
    rateLimit('sign-in', 60, quarterHour, clientAddress),
    validate('json', enter),
    async function enterByLink(c) {
      const staff = await signInWith(c, c.req.valid('json').token)
      return c.json(await accountOf(c.var.ports, staff.id))
    },
  )
  .post('/staff/sign-out', staffOnly, async function leave(c) {
    await signOut(c)
    return c.json({ signedOut: true })
  })
