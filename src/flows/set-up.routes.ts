import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { clientAddress, rateLimit } from '../http/rate-limit.ts'
import { validate } from '../http/validate.ts'
import { accountOf } from '../people/account.ts'
import { mintSignInToken } from '../people/auth.ts'
import { emailAddress, interfaceLanguage, oneTimeToken, personName, zone } from '../people/fields.ts'
import { linkIsGone, signInWith } from '../people/sign-in.ts'
import { sameSpelling } from '../people/staff.ts'
import { setUp } from './set-up.ts'

const setUpRequest = z.object({
  token: oneTimeToken,
  organisation: personName,
  zone,
  name: personName,
  email: emailAddress,
  language: interfaceLanguage,
})

const quarterHour = 15 * 60

export const setUpRoutes = new Hono<AppEnv>().post(
  '/setup',
  describeRoute({
    description:
      'Makes the organisation and its first coordinator, who is signed in at once. ' +
      'Only while there is no organisation.',
  }),
  rateLimit('set-up', 20, quarterHour, clientAddress),
  validate('json', setUpRequest),
  async function setUpAndEnter(c) {
    const { ports } = c.var
    const { token, organisation, ...coordinator } = c.req.valid('json')
    if (!(await setUp(ports, { token, organisation, coordinator }))) throw linkIsGone()
    const staff = await signInWith(c, await mintSignInToken(ports, sameSpelling(coordinator.email), 60))
    return c.json(await accountOf(ports, staff.id), 201)
  },
)
