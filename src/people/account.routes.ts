import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { accountOf } from './account.ts'
import { interfaceLanguage, personName, zone } from './fields.ts'
import { chooseMembership } from './membership.store.ts'
import { staffOnly } from './session.ts'
import { changeMember, staffMember } from './store.ts'

const changeOfMe = z.object({ name: personName, language: interfaceLanguage, zone }).partial()
const choice = z.object({ staffId: z.uuid('Not one of your organisations') })

/** The own account of whoever is signed in. */
export const accountRoutes = new Hono<AppEnv>()
  .get('/staff/me', staffOnly, async function me(c) {
    return c.json(await accountOf(c.var.ports, c.var.staff.id))
  })
  .patch('/staff/me', staffOnly, validate('json', changeOfMe), async function changeMe(c) {
    const { staff, ports } = c.var
    const me = { organisationId: staff.organisationId, staffId: staff.id }
    const changed = await ports.db.transaction((tx) => changeMember(tx, me, c.req.valid('json')))
    if (typeof changed === 'string') throw problem(409, 'conflict', 'Your account was changed in the meantime.')
    return c.json(await accountOf(ports, staff.id))
  })
  .post(
    '/staff/me/membership',
    staffOnly,
    describeRoute({ description: 'Goes over to another organisation that one works for, in all calls from now on.' }),
    validate('json', choice),
    async function choose(c) {
      const { staff, ports } = c.var
      const { staffId } = c.req.valid('json')
      const me = await staffMember(ports.db, staff.id)
      if (!me || !(await chooseMembership(ports.db, me.userId, staffId, ports.clock.now())))
        throw notFound('This membership')
      return c.json(await accountOf(ports, staffId))
    },
  )
