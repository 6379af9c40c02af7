import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from './env.ts'
import { problem } from './problem.ts'

/** For whoever watches the program: 200 when the database answers, else 503. Video away is no illness. */
export const healthRoutes = new Hono<AppEnv>().get(
  '/health',
  describeRoute({
    summary: 'Is the program well',
    responses: { 200: { description: 'The database answers' }, 503: { description: 'It does not' } },
  }),
  async (c) => {
    const { db, video } = c.var.ports
    try {
      await db.execute(sql`select 1`)
    } catch {
      throw problem(503, 'database-away', 'The database does not answer.', {}, { 'retry-after': '5' })
    }
    return c.json({ ok: true, video: video !== null })
  },
)
