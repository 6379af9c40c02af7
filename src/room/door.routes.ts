import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { idOf } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk } from '../meeting/access.ts'
import { openTalks, talksUnderWay } from '../meeting/talk.store.ts'
import { counsellorOnly } from '../people/session.ts'
import { goesOn, guestOf } from './access.ts'
import { decideAtDoor } from './decide-at-door.ts'
import { awayAfterSeconds, hardEndMinutes } from './door.ts'
import { leaveDoor, personId, waitingAt } from './participant.store.ts'
import { decisionRequest } from './room-request.ts'

/** Whoever stands at the door is told of to the counsellor up to a day before the talk. */
const aheadHours = 24

/** Leaving the door, and what the counsellor sees and decides of those who stand there. */
export const doorRoutes = new Hono<AppEnv>()
  .delete(
    '/bookings/:id/door',
    describeRoute({ description: 'Steps away from the door; who was let in stays let in.' }),
    async function leave(c) {
      const { person, talk } = await guestOf(c)
      await leaveDoor(c.var.ports.db, c.var.ports, person, talk.startsAt)
      return c.body(null, 204)
    },
  )
  .get(
    '/staff/waiting',
    describeRoute({ description: 'Who stands at the doors of the counsellor’s talks right now.' }),
    counsellorOnly,
    async function whoWaits(c) {
      const { ports } = c.var
      const { clock, db } = ports
      const nowMs = clock.now()
      const [from, until] = [new Date(nowMs - hardEndMinutes * 60_000), new Date(nowMs + aheadHours * 3_600_000)]
      const talks = await openTalks(c.var.ports, await talksUnderWay(db, c.var.staff.id, from, until))
      const meetingIds = talks.map(({ meetingId }) => meetingId)
      const waiting = await waitingAt(db, ports, meetingIds, new Date(nowMs - awayAfterSeconds * 1000))
      return c.json({
        waiting: waiting.flatMap((who) => {
          const talk = talks.find((one) => one.meetingId === who.meetingId)
          if (!talk) return []
          const { role, state, label, knockedAt: since } = who
          const { id: bookingId, alias, startsAt: start } = talk
          return { bookingId, personId: personId(who), role, state, label, alias, since, start }
        }),
        serverNow: new Date(nowMs),
      })
    },
  )
  .post(
    '/staff/talks/:id/door/:personId',
    describeRoute({
      description: 'Lets somebody in, asks them to wait, declines, or puts them out of the room for good.',
    }),
    counsellorOnly,
    validate('json', decisionRequest),
    async function decide(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      await goesOn(ports, talk)
      const { decision, message } = c.req.valid('json')
      const person = idOf(c, 'personId')
      const { meetingId } = talk
      const state = await decideAtDoor(ports, { meetingId, person, decision, message: message || null })
      if (state === 'oneself') throw problem(409, 'conflict', 'This is you: leave the room, or end the talk.')
      // They have left the door, and knock anew if they come back: the pages say so.
      if (state === 'unknown') throw notFound('This person')
      if (state === 'refused') throw problem(409, 'conflict', 'Whoever is in the room can only be removed.')
      return c.json({ state })
    },
  )
