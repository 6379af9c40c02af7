import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { clientAddress, isWithin, rateLimit } from '../http/rate-limit.ts'
import type { Limit } from '../http/rate-limit.ts'
import { validate } from '../http/validate.ts'
import { accountOf } from '../people/account.ts'
import { emailAddress, oneTimeToken } from '../people/fields.ts'
import { mailLinkMinutes } from '../people/limits.ts'
import { endSession, staffOnly } from '../people/session.ts'
import { signInWith } from '../people/sign-in.ts'
import { sameSpelling } from '../people/staff.ts'
import { signInLetter } from './sign-in-links.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'

const askForLink = z.object({ email: emailAddress })
const enter = z.object({ token: oneTimeToken })

const quarterHour = mailLinkMinutes * 60

/** A guard against floods alone: a token cannot be guessed, and everybody of a town hall may share one address. */
const mostCalls = 600

/**
 * Letters with links to one address, from one network and from all. Whoever asks for more is answered alike and gets
 * none, and nobody is kept out by it: every letter of this window holds a link that opens the page once, for as long as
 * the window lasts at least, and all of them lie in the mailbox of whose address it is.
 */
const letterLimits = (address: string, network: string): Limit[] => [
  { rule: 'sign-in letter to, from', subject: `${address} ${network}`, most: 6, windowSeconds: quarterHour },
  { rule: 'sign-in letter to', subject: address, most: 12, windowSeconds: quarterHour },
]

/** How the staff gets in and out: by a link that comes in a letter. */
export const signInRoutes = new Hono<AppEnv>()
  .post(
    '/staff/sign-in/link',
    describeRoute({
      description: 'Asks for a letter with a sign-in link. The answer is the same whether the address is known or not.',
    }),
    rateLimit('sign-in letter', mostCalls, quarterHour, clientAddress),
    validate('json', askForLink),
    async function askForSignInLink(c) {
      const { ports } = c.var
      const { email } = c.req.valid('json')
      // Unknown addresses are counted too: the answer must not tell which are known.
      if (await isWithin(ports, letterLimits(sameSpelling(email), clientAddress(c)))) {
        const send = await signInLetter(ports, email)
        ports.afterwards(send)
      }
      return c.json({ sent: true }, 202)
    },
  )
  .post(
    '/staff/sign-in',
    describeRoute({ description: 'Uses up the token of a sign-in link and sets the session cookie.' }),
    rateLimit('sign-in', mostCalls, quarterHour, clientAddress),
    validate('json', enter),
    async function enterByLink(c) {
      const staff = await signInWith(c, c.req.valid('json').token)
      return c.json(await accountOf(c.var.ports, staff.id))
    },
  )
  .post('/staff/sign-out', staffOnly, async function leave(c) {
    await endSession(c)
    return c.json({ signedOut: true })
  })
  .delete(
    '/staff/sessions',
    staffOnly,
    describeRoute({ description: 'Ends every session of whoever calls, on all machines, and this one with them.' }),
    async function leaveEverywhere(c) {
      await signOutEverywhere(c)
      return c.json({ signedOut: true })
    },
  )
