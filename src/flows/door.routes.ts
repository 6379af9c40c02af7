import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { companionLabels, talksUnderWay } from '../meeting/room.store.ts'
import { idOf, ownTalk } from '../meeting/own-talk.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { counsellorOnly } from '../people/session.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports, VideoRole } from '../ports.ts'
import { guestOf, goesOn } from '../room/access.ts'
import { decide } from '../room/decide-at-door.ts'
import { awayAfterSeconds, hardEndMinutes } from '../room/door.ts'
import { roomLimits } from '../room/limits.ts'
import { knockAt, stepIn } from './enter-room.ts'
import { opaqueName } from '../crypto/opaque-name.ts'
import { leaveDoor, waitingAt } from '../room/store.ts'

const decision = z.object({
  decision: z.enum(['admit', 'wait', 'decline', 'remove']),
  message: z.string().trim().max(roomLimits.doorMessage).optional(),
})

/** Long enough for every step of livekit-client's connection check, each of which connects anew. */
const deviceCheckSeconds = 180

export const doorRoutes = new Hono<AppEnv>()
  .post(
    '/bookings/:id/door',
    describeRoute({
      description:
        'Knocks, and asks again every few seconds. With `open` come the address and a token that is good for a first connection within 90 seconds; ask again for each connection.',
    }),
    async function knock(c) {
      const { talk, person } = await guestOf(c)
      return c.json(await knockAt(c.var.ports, talk, person))
    },
  )
  .delete(
    '/bookings/:id/door',
    describeRoute({ description: 'Steps away from the door; who was let in stays let in.' }),
    async function leave(c) {
      const { person, talk } = await guestOf(c)
      await leaveDoor(c.var.ports.db, c.var.ports, person, talk.startsAt)
      return c.body(null, 204)
    },
  )
  .post(
    '/bookings/:id/device-check/token',
    describeRoute({ description: 'A token for an empty throw-away room, to check the connection with.' }),
    async function checkDevices(c) {
      const { role } = await guestOf(c)
      return c.json(await throwAwayToken(c.var.ports, role))
    },
  )
  .post(
    '/staff/talks/:id/device-check/token',
    describeRoute({ description: 'A token for an empty throw-away room, to check the connection with.' }),
    counsellorOnly,
    async function checkOwnDevices(c) {
      await ownTalk(c)
      return c.json(await throwAwayToken(c.var.ports, 'counsellor'))
    },
  )
  .get(
    '/staff/waiting',
    describeRoute({ description: 'Who stands at the doors of the counsellor’s talks right now.' }),
    counsellorOnly,
    async function whoWaits(c) {
      const { clock, db } = c.var.ports
      const nowMs = clock.now()
      const talks = await talksUnderWay(
        db,
        c.var.staff.id,
        new Date(nowMs - hardEndMinutes * 60_000),
        new Date(nowMs + 24 * 3_600_000),
      )
      const ids = talks.map(({ id }) => id)
      const waiting = await waitingAt(db, ids, new Date(nowMs - awayAfterSeconds * 1000))
      const labels = await companionLabels(db, waiting.length > 0 ? ids : [])
      return c.json({
        waiting: waiting.map(({ id, bookingId, role, companionId, state, knockedAt }) => {
          const talk = talks.find((one) => one.id === bookingId)
          return {
            bookingId,
            participantId: id,
            role,
            state,
            label: (companionId && labels.get(companionId)) || null,
            alias: talk?.alias ?? null,
            since: knockedAt,
            start: talk?.startsAt ?? null,
          }
        }),
        serverNow: new Date(nowMs),
      })
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
  .post(
    '/staff/talks/:id/door/:participantId',
    describeRoute({
      description: 'Lets somebody in, asks them to wait, declines, or puts them out of the room for good.',
    }),
    counsellorOnly,
    validate('json', decision),
    async function decideAtDoor(c) {
      const talk = await ownTalk(c)
      await goesOn(c.var.ports, talk)
      const { decision: what, message } = c.req.valid('json')
      const state = await decide(c.var.ports, talk.id, idOf(c, 'participantId'), what, message || null)
      if (state === 'oneself') throw problem(409, 'conflict', 'This is you: leave the room, or end the talk.')
      if (state === 'unknown') throw notFound('This person')
      if (state === 'refused') throw problem(409, 'conflict', 'Whoever is in the room can only be removed.')
      return c.json({ state })
    },
  )

async function throwAwayToken({ random, video }: Ports, role: VideoRole) {
  if (!video) throw new VideoUnavailable('no video server')
  const token = await video.mintToken({
    room: opaqueName(random),
    identity: opaqueName(random),
    role,
    ttlSeconds: deviceCheckSeconds,
  })
  return { url: video.url, token }
}
