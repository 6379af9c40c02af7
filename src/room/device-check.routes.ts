import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { opaqueName } from '../crypto/opaque-name.ts'
import type { AppEnv } from '../http/env.ts'
import { ownTalk, personOf } from '../meeting/access.ts'
import { counsellorOnly } from '../people/session.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports, VideoRole } from '../ports.ts'

/** Long enough for every step of livekit-client's connection check, each of which connects anew. */
const deviceCheckSeconds = 180

const description = 'A token for an empty throw-away room, to check the connection with.'

/** Camera, microphone and network are tried in a room in which nobody else is. */
export const deviceCheckRoutes = new Hono<AppEnv>()
  .post('/bookings/:id/device-check/token', describeRoute({ description }), async function checkDevices(c) {
    const { role } = await personOf(c)
    return c.json(await throwAwayToken(c.var.ports, role))
  })
  .post(
    '/staff/talks/:id/device-check/token',
    describeRoute({ description }),
    counsellorOnly,
    async function checkOwnDevices(c) {
      await ownTalk(c)
      return c.json(await throwAwayToken(c.var.ports, 'counsellor'))
    },
  )

async function throwAwayToken({ random, video }: Ports, role: VideoRole) {
  if (!video) throw new VideoUnavailable('no video server')
  const [room, identity] = [opaqueName(random), opaqueName(random)]
  const token = await video.mintToken({ room, identity, role, ttlSeconds: deviceCheckSeconds })
  return { url: video.url, token }
}
