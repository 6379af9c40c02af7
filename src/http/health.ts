import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { Db } from '../db/client.ts'
import { sharedRead } from '../db/shared-read.ts'
import { lastTrouble } from './database-trouble.ts'
import { zoneDataRelease } from '../time/zone-data.ts'
import type { AppEnv } from './env.ts'
import { problemWith } from './problem.ts'
import { rateWindow } from './schema.ts'

/** Calls at the same moment share one write, however many there are. */
const shared = sharedRead<void>()

/** For whoever watches the program: 200 when the database takes a write, else 503. Video away is no illness. */
export const healthRoutes = new Hono<AppEnv>().get(
  '/health',
  describeRoute({
    summary: 'Is the program well',
    description: '`zoneData` names the release of the time zone data that it reckons with.',
    responses: { 200: { description: 'The database takes a write' }, 503: { description: 'It does not' } },
  }),
  async (c) => {
    const { db, video } = c.var.ports
    try {
      await shared(db, 'health', () => write(db))
    } catch {
      throw problemWith({ 'retry-after': '5' }, 503, 'database-away', 'The database does not take a write.')
    }
    const trouble = lastTrouble(db)
    if (trouble)
      throw problemWith(
        { 'retry-after': '5' },
        503,
        'database-away',
        `The database refused a call lately (${trouble}).`,
      )
    return c.json({ ok: true, video: video !== null, zoneData: zoneDataRelease() })
  },
)

/** One row, again and again: a server that can only be read, or whose disk is full, answers every `select`. */
async function write(db: Db): Promise<void> {
  await db
    .insert(rateWindow)
    .values({ rule: 'health', subject: 'health', windowStartsAt: new Date(0), attempts: 0 })
    .onConflictDoUpdate({
      target: [rateWindow.rule, rateWindow.subject, rateWindow.windowStartsAt],
      set: { attempts: sql`1 - ${rateWindow.attempts}` },
    })
}
