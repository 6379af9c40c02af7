import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { isCommented, isUnshown } from '../guidance/konklusion.store.ts'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { spanOf } from '../http/span.ts'
import { validate, validateIfSent } from '../http/validate.ts'
import { ownTalk } from '../meeting/access.ts'
import { cancellation } from '../meeting/booking-request.ts'
import { heldTalks, talksOfCounsellor } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { noteLists } from '../people/note-lists.ts'
import { counsellorOnly } from '../people/session.ts'
import { openRoomsAmong } from '../room/room.store.ts'
import { edge } from '../time/fields.ts'
import { localDate } from '../time/local-time.ts'
import { cancelTalk } from './change-talk.ts'
import { counsellorsTalk } from './counsellor-talk.ts'
import { talksAnswer } from './counsellor-talks.ts'

const dayMs = 86_400_000

/** How far back a talk without a Konklusion is still called to mind. */
const rememberedDays = 365

/** So many of each kind are called to mind, the newest: more is no list that somebody works through. */
const mostOnDesk = 100

const span = z.object({ from: edge.optional(), to: edge.optional() })

export const counsellorTalkRoutes = new Hono<AppEnv>()
  .get(
    '/staff/talks',
    counsellorOnly,
    describeRoute({
      description:
        'The counsellor’s talks that touch a time of at most 62 days, two weeks from now by default; and all that ' +
        'is left to write, whenever it was.',
    }),
    validate('query', span),
    async function listTalks(c) {
      await noteLists(c)
      const { db, clock } = c.var.ports
      const { id: counsellorId, zone } = c.var.staff
      const nowMs = clock.now()
      const { from, until } = spanAsked(c.req.valid('query'), zone, nowMs)
      const newest = { counsellorId, since: new Date(nowMs - rememberedDays * dayMs), most: mostOnDesk }
      const lists = await Promise.all([
        talksOfCounsellor(db, counsellorId, new Date(from), new Date(until)),
        heldTalks(db, { ...newest, which: isUnshown(db) }),
        // The seeker has said something about a Konklusion that they were shown: it may want a correction.
        heldTalks(db, { ...newest, which: isCommented(db) }),
      ])
      const answers = new Map(
        (await talksAnswer(c.var.ports, onceEach(lists.flat()), zone)).map((talk) => [talk.id, talk]),
      )
      const [talks = [], leftToWrite = [], commented = []] = lists.map((list) =>
        list.flatMap(({ id }) => answers.get(id) ?? []),
      )
      return c.json({ talks, leftToWrite, commented, today: localDate(nowMs, zone), serverNow: new Date(nowMs) })
    },
  )
  .get(
    '/staff/talks/:id',
    counsellorOnly,
    describeRoute({ description: 'A talk with all that is known of it, for its own counsellor.' }),
    async function readTalk(c) {
      return c.json(await counsellorsTalk(c.var.ports, await ownTalk(c), c.var.staff.zone))
    },
  )
  .delete(
    '/staff/talks/:id',
    counsellorOnly,
    describeRoute({ description: 'The counsellor cancels; both get a letter. The body is optional: `{ reason }`.' }),
    validateIfSent(cancellation),
    async function cancel(c) {
      const { ports } = c.var
      const { id, meetingId } = await ownTalk(c)
      if ((await openRoomsAmong(ports.db, [meetingId])).has(meetingId))
        throw problem(409, 'conflict', 'The talk is under way: end it instead.')
      const { outcome } = await cancelTalk(ports, id, 'counsellor', c.req.valid('json').reason ?? null)
      if (outcome !== 'cancelled') throw problem(409, 'conflict', 'The talk has ended.')
      return c.json(await counsellorsTalk(ports, await ownTalk(c), c.var.staff.zone))
    },
  )

function spanAsked({ from, to }: z.output<typeof span>, zone: string, nowMs: number) {
  const begins = from ?? new Date(nowMs - dayMs).toISOString()
  const twoWeeksOn = spanOf({ from: begins, to: begins }, zone).from + 14 * dayMs
  return spanOf({ from: begins, to: to ?? new Date(twoWeeksOn).toISOString() }, zone)
}

const onceEach = (talks: Talk[]) => [...new Map(talks.map((talk) => [talk.id, talk])).values()]
