import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { firstOrganisation } from './store.ts'

/** What every page shows or needs to know before anybody has said who they are. */
export const aboutRoutes = new Hono<AppEnv>().get(
  '/about',
  describeRoute({ description: 'Whose pages these are, and what can be offered now.' }),
  async function about(c) {
    const { db, video, settings, clock } = c.var.ports
    const organisation = await firstOrganisation(db)
    return c.json({
      organisation: organisation && { id: organisation.id, name: organisation.name, sample: organisation.sample },
      video: video !== null,
      mailbox: settings.mailbox,
      setUp: organisation !== null,
      serverNow: new Date(clock.now()).toISOString(),
    })
  },
)
