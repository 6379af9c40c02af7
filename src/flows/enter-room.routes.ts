import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { ownTalk, secretHashOf } from '../meeting/access.ts'
import { counsellorOnly } from '../people/session.ts'
import { knockAt, stepIn } from './enter-room.ts'

/** No talk has this id: what is no UUID opens nothing, for those who may call and for those who may not. */
const nobodysId = '00000000-0000-0000-0000-000000000000'

/** The way into a talk's room. */
export const enterRoomRoutes = new Hono<AppEnv>()
  .post(
    '/bookings/:id/door',
    describeRoute({
      description:
        'Knocks, and asks again every few seconds. With `open` come the address and a token that is good for a ' +
        'first connection within 90 seconds; ask again for each connection.',
    }),
    async function knock(c) {
      const id = c.req.param('id')
      const by = { secretHash: await secretHashOf(c), bookingId: isId(id) ? id : nobodysId }
      return c.json(await knockAt(c.var.ports, by))
    },
  )
  .post(
    '/staff/talks/:id/door',
    describeRoute({ description: 'The counsellor steps in, which makes the room.' }),
    counsellorOnly,
    async function enterRoom(c) {
      return c.json(await stepIn(c.var.ports, await ownTalk(c)))
    },
  )
