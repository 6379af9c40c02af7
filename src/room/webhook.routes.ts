import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { recordEvent } from './attendance.store.ts'

export const webhookRoutes = new Hono<AppEnv>().post(
  '/livekit/webhook',
  describeRoute({
    description:
      'LiveKit tells who joined and left. The signature and the hash of the raw body are checked; ' +
      'rooms that are not ours are passed over.',
  }),
  async function takeEvent(c) {
    const { ports } = c.var
    const event = await ports.video?.readWebhook(await c.req.text(), c.req.header('authorization'))
    if (!event) throw problem(401, 'unauthorized', 'This is not signed by the video server.')
    const meetingId = await ports.db.transaction((tx) => recordEvent(tx, event))
    if (meetingId) ports.tellRoom(meetingId, 'participants')
    return c.json({ taken: meetingId !== null })
  },
)
