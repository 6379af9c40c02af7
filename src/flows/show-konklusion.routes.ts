import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { konklusionForCounsellor } from '../guidance/konklusion-answer.ts'
import type { AppEnv } from '../http/env.ts'
import { ownTalk } from '../meeting/access.ts'
import { counsellorOnly } from '../people/session.ts'
import { showKonklusion } from './show-konklusion.ts'

export const showKonklusionRoutes = new Hono<AppEnv>().post(
  '/staff/talks/:id/konklusion/readiness',
  counsellorOnly,
  describeRoute({ description: 'Shows the draft to the seeker, who gets a letter that says only that.' }),
  async function show(c) {
    const talk = await ownTalk(c)
    await showKonklusion(c.var.ports, talk)
    return c.json(await konklusionForCounsellor(c.var.ports.db, c.var.ports, talk))
  },
)
