import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { idOf } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk, talkOf } from '../meeting/access.ts'
import { counsellorOnly } from '../people/session.ts'
import { scaleValue } from './fields.ts'
import { words } from '../words/text.ts'
import { refuseEnded } from './refusal.ts'
import { momentsOfTalk } from './scale.ts'
import { answerScale, askScale, closeScale, scaleReadings } from './scale.store.ts'
import { questionMost } from './limits.ts'

const question = z.object({ moment: z.enum(momentsOfTalk), question: words(questionMost).optional() })
const value = z.object({ value: scaleValue })

/** Scale questions in the room: asked and closed by the counsellor, answered by the seeker. */
export const scaleRoutes = new Hono<AppEnv>()
  .post(
    '/staff/talks/:id/room/scale',
    counsellorOnly,
    describeRoute({ description: 'Asks a scale question. Without words it asks the one from the start again.' }),
    validate('json', question),
    async function ask(c) {
      const talk = await ownTalk(c)
      refuseEnded(talk)
      const { ports } = c.var
      const { moment, question: asked } = c.req.valid('json')
      const words = asked ?? (await scaleReadings(ports.db, ports, talk.id)).findLast(isFromStart)?.question
      if (words === undefined) {
        throw problem(422, 'invalid', 'There is no question to ask again.', {
          errors: [{ field: 'question', message: 'Write the question' }],
        })
      }
      const scale = await ports.db.transaction((tx) => askScale(tx, ports, talk.id, { moment, question: words }))
      ports.tellRoom(talk.meetingId, 'scale')
      return c.json({ scale, readings: await scaleReadings(ports.db, ports, talk.id) }, 201)
    },
  )
  .delete(
    '/staff/talks/:id/room/scale/:readingId',
    counsellorOnly,
    describeRoute({ description: 'Closes a scale question, answered or not.' }),
    async function closeQuestion(c) {
      const talk = await ownTalk(c)
      const { ports } = c.var
      const reading = { bookingId: talk.id, readingId: idOf(c, 'readingId') }
      if (!(await closeScale(ports.db, ports, reading))) throw notFound('This question')
      ports.tellRoom(talk.meetingId, 'scale')
      return c.json({ readings: await scaleReadings(ports.db, ports, talk.id) })
    },
  )
  .post(
    '/bookings/:id/room/scale/:readingId',
    describeRoute({ description: 'The seeker’s reading, 1 to 10. It can be changed while the question is open.' }),
    validate('json', value),
    async function read(c) {
      const talk = await talkOf(c)
      refuseEnded(talk)
      const { ports } = c.var
      const reading = { bookingId: talk.id, readingId: idOf(c, 'readingId') }
      const readings = await scaleReadings(ports.db, ports, talk.id)
      // A check-in is answered on its own page, with its own rules.
      if (!readings.some(({ id, moment }) => id === reading.readingId && moment !== 'check_in'))
        throw notFound('This question')
      const scale = await answerScale(ports.db, ports, reading, c.req.valid('json').value)
      if (!scale) throw problem(409, 'conflict', 'The question is closed.')
      ports.tellRoom(talk.meetingId, 'scale')
      return c.json({ scale })
    },
  )

const isFromStart = ({ moment }: { moment: string }) => moment === 'start'
