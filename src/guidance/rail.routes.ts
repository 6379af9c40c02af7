import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { bookingOf } from '../meeting/access.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { endTalk } from '../flows/end-talk.ts'
import { tellRoom } from '../room/hint.ts'
import { idOf, ownTalk } from '../meeting/own-talk.ts'
import { cannotEnd, outcomes } from './ending.ts'
import { maybeBlank, scaleValue, words } from './fields.ts'
import { goalTextMost } from '../meeting/limits.ts'
import { notesMost, questionMost } from './limits.ts'
import { roomMoments } from './reading.ts'
import type { GoalAct } from './goal.ts'
import { hasPhase } from '../methods/method.ts'
import { methodOf } from '../methods/methods.ts'
import {
  addGoal,
  answerScale,
  askScale,
  changeGoal,
  closeScale,
  goalsNow,
  logPhase,
  notesOf,
  phaseSteps,
  saveNotes,
  scaleReadings,
} from './store.ts'
import type { GoalChange } from './store.ts'

const phase = z.object({ phase: z.string().max(40) })
const goalText = z.object({ text: words(goalTextMost) })
const goalOrWording = goalText.extend({ goalId: z.uuid().optional() })
const question = z.object({ moment: z.enum(roomMoments), question: words(questionMost).optional() })
const value = z.object({ value: scaleValue })
const notes = z.object({ text: maybeBlank(notesMost) })
const ending = z.object({ outcome: z.enum(outcomes) })

/** The counsellor's rail, and what the seeker sends to it: goals, scale questions, phases, notes and the ending. */
export const railRoutes = new Hono<AppEnv>()
  .post(
    '/staff/talks/:id/room/phase',
    counsellorOnly,
    describeRoute({
      description: 'Steps to a phase of the method, forwards or back. Every step is logged with its time.',
    }),
    validate('json', phase),
    async function step(c) {
      const talk = await ownTalk(c)
      const { ports } = c.var
      const next = c.req.valid('json').phase
      if (!hasPhase(methodOf(talk.method), next)) {
        throw problem(422, 'invalid', 'The method has no such phase.', {
          errors: [{ field: 'phase', message: 'Not one of the method’s phases' }],
        })
      }
      await ports.db.transaction((tx) => logPhase(tx, ports, talk.id, next))
      tellRoom(ports, talk.id, 'phase')
      return c.json({ phase: next, steps: await phaseSteps(ports.db, talk.id) })
    },
  )
  .post(
    '/staff/talks/:id/room/goals',
    counsellorOnly,
    describeRoute({ description: 'Writes a new goal, or with `goalId` a new wording; the earlier wordings are kept.' }),
    validate('json', goalOrWording),
    async function wordGoal(c) {
      const talk = await ownTalk(c)
      refuseCancelled(talk.state)
      const { text, goalId } = c.req.valid('json')
      return c.json(
        goalId === undefined
          ? await goalAdded(c.var.ports, talk.id, text, 'counsellor')
          : await goalChanged(c.var.ports, talk.id, goalId, { act: 'reword', text, by: 'counsellor' }),
      )
    },
  )
  .post('/staff/talks/:id/room/goals/:goalId/agreement', counsellorOnly, async function agreeGoal(c) {
    const talk = await ownTalk(c)
    return c.json(await goalChanged(c.var.ports, talk.id, idOf(c, 'goalId'), { act: 'agree' }))
  })
  .delete('/staff/talks/:id/room/goals/:goalId', counsellorOnly, async function withdrawGoal(c) {
    const talk = await ownTalk(c)
    return c.json(await goalChanged(c.var.ports, talk.id, idOf(c, 'goalId'), { act: 'withdraw' }))
  })
  .post(
    '/staff/talks/:id/room/scale',
    counsellorOnly,
    describeRoute({ description: 'Asks a scale question. Without words it asks the one from the start again.' }),
    validate('json', question),
    async function ask(c) {
      const talk = await ownTalk(c)
      refuseEnded(talk.state)
      const { ports } = c.var
      const { moment, question: asked } = c.req.valid('json')
      const again =
        asked ?? (await scaleReadings(ports.db, talk.id)).findLast((reading) => reading.moment === 'start')?.question
      if (again === undefined) {
        throw problem(422, 'invalid', 'There is no question to ask again.', {
          errors: [{ field: 'question', message: 'Write the question' }],
        })
      }
      const scale = await ports.db.transaction((tx) => askScale(tx, ports, talk.id, moment, again))
      tellRoom(ports, talk.id, 'scale')
      return c.json({ scale, readings: await scaleReadings(ports.db, talk.id) }, 201)
    },
  )
  .delete('/staff/talks/:id/room/scale/:readingId', counsellorOnly, async function closeQuestion(c) {
    const talk = await ownTalk(c)
    const { ports } = c.var
    if (!(await closeScale(ports.db, ports, talk.id, idOf(c, 'readingId')))) throw notFound('This question')
    tellRoom(ports, talk.id, 'scale')
    return c.json({ readings: await scaleReadings(ports.db, talk.id) })
  })
  .get('/staff/talks/:id/notes', counsellorOnly, async function readNotes(c) {
    return c.json(await notesOf(c.var.ports.db, (await ownTalk(c)).id))
  })
  .put('/staff/talks/:id/notes', counsellorOnly, validate('json', notes), async function writeNotes(c) {
    const talk = await ownTalk(c)
    const { ports } = c.var
    await saveNotes(ports.db, ports, talk.id, c.req.valid('json').text)
    return c.json(await notesOf(ports.db, talk.id))
  })
  .post(
    '/staff/talks/:id/ending',
    counsellorOnly,
    describeRoute({ description: 'Ends the talk and closes its room. A wrong ending can be corrected.' }),
    validate('json', ending),
    async function end(c) {
      const talk = await ownTalk(c)
      const { ports } = c.var
      const { outcome } = c.req.valid('json')
      const refusal = cannotEnd(outcome, talk, ports.clock.now())
      if (refusal === 'too_early') throw problem(409, 'conflict', 'The talk has not begun.')
      if (refusal === 'cancelled' || !(await endTalk(ports, talk.id, outcome, 'counsellor'))) throw cancelled()
      return c.json({ state: outcome, outcome })
    },
  )
  .post(
    '/bookings/:id/room/goals',
    describeRoute({ description: 'The seeker proposes a goal.' }),
    validate('json', goalText),
    async function propose(c) {
      const booking = await bookingOf(c)
      refuseEnded(booking.state)
      return c.json(await goalAdded(c.var.ports, booking.id, c.req.valid('json').text, 'seeker'), 201)
    },
  )
  .post(
    '/bookings/:id/room/scale/:readingId',
    describeRoute({ description: 'The seeker’s reading, 1 to 10. It can be changed while the question is open.' }),
    validate('json', value),
    async function read(c) {
      const booking = await bookingOf(c)
      refuseEnded(booking.state)
      const { ports } = c.var
      const readingId = idOf(c, 'readingId')
      const readings = await scaleReadings(ports.db, booking.id)
      // A check-in is answered on its own page, with its own rules.
      if (!readings.some(({ id, moment }) => id === readingId && moment !== 'check_in')) throw notFound('This question')
      const scale = await answerScale(ports.db, ports, booking.id, readingId, c.req.valid('json').value)
      if (!scale) throw problem(409, 'conflict', 'The question is closed.')
      tellRoom(ports, booking.id, 'scale')
      return c.json({ scale })
    },
  )

async function goalAdded(ports: Ports, bookingId: string, text: string, by: 'seeker' | 'counsellor') {
  return told(ports, bookingId, await ports.db.transaction((tx) => addGoal(tx, ports, bookingId, text, by)))
}

async function goalChanged(ports: Ports, bookingId: string, goalId: string, act: GoalAct) {
  return told(ports, bookingId, await ports.db.transaction((tx) => changeGoal(tx, ports, bookingId, goalId, act)))
}

async function told(ports: Ports, bookingId: string, change: GoalChange) {
  if (!change.changed) {
    if (change.why === 'unknown') throw notFound('This goal')
    throw problem(
      409,
      'conflict',
      change.why === 'refused'
        ? 'A withdrawn goal must be worded anew first.'
        : 'The talk has as many goals as it can hold.',
    )
  }
  tellRoom(ports, bookingId, 'goals')
  return { goals: await goalsNow(ports.db, bookingId) }
}

function refuseCancelled(state: string) {
  if (state === 'cancelled') throw cancelled()
}

function refuseEnded(state: string) {
  if (state !== 'booked') throw problem(409, 'conflict', 'The talk has ended.')
}

const cancelled = () => problem(409, 'conflict', 'The talk was cancelled.')
