import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { opaqueName } from '../crypto/opaque-name.ts'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { countAttempts } from '../http/rate-limit.ts'
import { ownTalk, personOf } from '../meeting/access.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { counsellorOnly } from '../people/session.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports, VideoRole } from '../ports.ts'

/** Long enough for every step of livekit-client's connection check, each of which connects anew. */
const deviceCheckSeconds = 180

/** A check takes about five tokens; nobody checks twenty times an hour. */
const tokensAnHour = 100

const description = 'A token for an empty throw-away room, to check the connection with.'

/** Camera, microphone and network are tried in a room in which nobody else is. */
export const deviceCheckRoutes = new Hono<AppEnv>()
  .post('/bookings/:id/device-check/token', describeRoute({ description }), async function checkDevices(c) {
    const { role, talk } = await personOf(c)
    return c.json(await throwAwayToken(c.var.ports, talk, role))
  })
  .post(
    '/staff/talks/:id/device-check/token',
    describeRoute({ description }),
    counsellorOnly,
    async function checkOwnDevices(c) {
      return c.json(await throwAwayToken(c.var.ports, await ownTalk(c), 'counsellor'))
    },
  )

/** @throws Problem 409 `conflict` for a talk that nobody comes to any more, 429 `too-many` after many checks */
async function throwAwayToken(ports: Ports, { id, state }: Talk, role: VideoRole) {
  const { random, video } = ports
  if (state !== 'booked') throw problem(409, 'conflict', 'This talk was cancelled or has ended.')
  await countAttempts(ports, [{ rule: 'device check', subject: id, most: tokensAnHour, windowSeconds: 3600 }])
  if (!video) throw new VideoUnavailable('no video server')
  const [room, identity] = [opaqueName(random), opaqueName(random)]
  const token = await video.mintToken({ room, identity, role, sharesScreen: false, ttlSeconds: deviceCheckSeconds })
  return { url: video.url, token }
}
