import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { seekerCase } from '../meeting/access.ts'
import { contactOf } from '../meeting/contact.store.ts'
import { askErasure, takeBackErasure } from '../meeting/erasure.store.ts'
import { erasureDelayMs } from '../meeting/limits.ts'
import { erasureView } from './own-page.ts'

/** The seeker asks that all of it be erased, and may think again for ten minutes. */
export const eraseCaseRoutes = new Hono<AppEnv>()
  .post(
    '/case/erasure',
    describeRoute({
      summary: 'Erase the case and all that is in it',
      description: 'Ten minutes later, for good. Talks ahead are called off then. Asking again does not put it off.',
    }),
    async function ask(c) {
      const own = await seekerCase(c)
      const { db, clock } = c.var.ports
      const eraseAt = await askErasure(db, own.id, new Date(clock.now() + erasureDelayMs))
      const contact = await contactOf(db, c.var.ports, own.id)
      return c.json({ erasure: erasureView(eraseAt, contact?.zone) })
    },
  )
  .delete(
    '/case/erasure',
    describeRoute({ summary: 'Keep the case after all', description: '410 when its time has come.' }),
    async function takeBack(c) {
      const own = await seekerCase(c)
      const { db, clock } = c.var.ports
      if (!(await takeBackErasure(db, own.id, new Date(clock.now()))))
        throw problem(410, 'gone', 'It is too late: everything is being erased.')
      return c.json({ erasure: null })
    },
  )
