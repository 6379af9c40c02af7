import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk, talkOf } from '../meeting/access.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { noteLists } from '../people/note-lists.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { localDate } from '../time/local-time.ts'
import { scaleValue } from './fields.ts'
import { optionalText } from '../words/text.ts'
import { followUpForCounsellor, followUpForSeeker, followUpLists } from './follow-up-answer.ts'
import { mayReply } from './follow-up.ts'
import { agreedOf, saveReply, setDone } from './follow-up.store.ts'
import { openCheckIn } from './scale.ts'
import { answerScale, scaleReadings } from './scale.store.ts'
import { followUpLimits } from './limits.ts'

const reply = z
  .object({ value: scaleValue.optional(), text: optionalText(followUpLimits.reply) })
  .refine(({ value, text }) => value !== undefined || text !== null, {
    path: ['text'],
    message: 'Choose a number or write something',
  })

/** What was agreed after a talk, once it is: the counsellor's lists, and the seeker's reply to a check-in. */
export const followUpRoutes = new Hono<AppEnv>()
  .get(
    '/staff/follow-ups',
    counsellorOnly,
    describeRoute({ description: 'What the counsellor agreed on: late, due, and the latest that is done.' }),
    async function listFollowUps(c) {
      await noteLists(c)
      return c.json(await followUpLists(c.var.ports, c.var.staff.id, c.var.staff.zone))
    },
  )
  .post(
    '/staff/follow-ups/:id/completion',
    counsellorOnly,
    describeRoute({ description: 'Ticks off what was agreed after the talk of this id.' }),
    async function complete(c) {
      const { ports } = c.var
      return c.json(await completed(ports, await ownTalk(c), new Date(ports.clock.now())))
    },
  )
  .delete(
    '/staff/follow-ups/:id/completion',
    counsellorOnly,
    describeRoute({ description: 'Takes up again what was ticked off.' }),
    async function takeUpAgain(c) {
      return c.json(await completed(c.var.ports, await ownTalk(c), null))
    },
  )
  .get(
    '/bookings/:id/follow-up',
    describeRoute({ description: 'The agreed next contact; the question of a check-in from its day on.' }),
    async function read(c) {
      const { ports } = c.var
      return c.json({ followUp: await followUpForSeeker(ports, await talkOf(c)) })
    },
  )
  .post(
    '/bookings/:id/follow-up/reply',
    describeRoute({ description: 'The seeker’s reading and free reply to a check-in, from its day on.' }),
    validate('json', reply),
    async function answer(c) {
      const { ports } = c.var
      const talk = await talkOf(c)
      await keepReply(ports, talk, c.req.valid('json'))
      return c.json({ followUp: await followUpForSeeker(ports, talk) })
    },
  )

async function completed(ports: Ports, talk: Talk, doneAt: Date | null) {
  if (!(await setDone(ports.db, talk.id, doneAt))) throw notFound('This follow-up')
  return { followUp: await followUpForCounsellor(ports, talk) }
}

async function keepReply(ports: Ports, talk: Talk, { value, text }: z.output<typeof reply>): Promise<void> {
  await ports.db.transaction(async (tx) => {
    const followUp = await agreedOf(tx, talk.id)
    if (followUp?.kind !== 'check_in') throw notFound('This check-in')
    if (!mayReply(followUp, localDate(ports.clock.now(), talk.serviceZone)))
      throw problem(409, 'conflict', 'This check-in is not open.')
    const question = openCheckIn(await scaleReadings(tx, ports, talk.id))
    const reading = question && { bookingId: talk.id, readingId: question.id }
    if (value !== undefined && reading) await answerScale(tx, ports, reading, value)
    await saveReply(tx, ports, talk.id, text)
  })
}
