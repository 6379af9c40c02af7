import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { idOf } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk, talkOf } from '../meeting/access.ts'
import { goalTextMost } from '../meeting/limits.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { words } from '../words/text.ts'
import type { GoalAct, GoalAuthor } from './goal.ts'
import { addGoal, changeGoal } from './goal.store.ts'
import type { GoalChange } from './goal.store.ts'
import { refuseCancelled, refuseEnded } from './refusal.ts'

const goalText = z.object({ text: words(goalTextMost) })
const goalOrWording = goalText.extend({ goalId: z.uuid().optional() })

/** Goals as they are worded, agreed and withdrawn in the room. */
export const goalRoutes = new Hono<AppEnv>()
  .post(
    '/staff/talks/:id/room/goals',
    counsellorOnly,
    describeRoute({ description: 'Writes a new goal, or with `goalId` a new wording; the earlier wordings are kept.' }),
    validate('json', goalOrWording),
    async function wordGoal(c) {
      const talk = await ownTalk(c)
      refuseCancelled(talk)
      const { text, goalId } = c.req.valid('json')
      const by = 'counsellor'
      return c.json(
        goalId === undefined
          ? await added(c.var.ports, talk, { text, by })
          : await changed(c.var.ports, talk, goalId, { act: 'reword', text, by }),
      )
    },
  )
  .post(
    '/staff/talks/:id/room/goals/:goalId/agreement',
    counsellorOnly,
    describeRoute({ description: 'Agrees to a goal as it is worded.' }),
    async function agreeGoal(c) {
      const talk = await ownTalk(c)
      return c.json(await changed(c.var.ports, talk, idOf(c, 'goalId'), { act: 'agree' }))
    },
  )
  .delete(
    '/staff/talks/:id/room/goals/:goalId',
    counsellorOnly,
    describeRoute({ description: 'Withdraws a goal. Its wordings are kept.' }),
    async function withdrawGoal(c) {
      const talk = await ownTalk(c)
      return c.json(await changed(c.var.ports, talk, idOf(c, 'goalId'), { act: 'withdraw' }))
    },
  )
  .post(
    '/bookings/:id/room/goals',
    describeRoute({ description: 'The seeker proposes a goal.' }),
    validate('json', goalText),
    async function propose(c) {
      const talk = await talkOf(c)
      refuseEnded(talk)
      return c.json(await added(c.var.ports, talk, { text: c.req.valid('json').text, by: 'seeker' }), 201)
    },
  )

async function added(ports: Ports, talk: Talk, goal: { text: string; by: GoalAuthor }) {
  return told(ports, talk, await ports.db.transaction((tx) => addGoal(tx, ports, talk.id, goal)))
}

async function changed(ports: Ports, talk: Talk, goalId: string, act: GoalAct) {
  const goal = { bookingId: talk.id, goalId }
  return told(ports, talk, await ports.db.transaction((tx) => changeGoal(tx, ports, goal, act)))
}

function told(ports: Ports, talk: Talk, change: GoalChange) {
  if (!change.changed) throw whyNot[change.why]()
  ports.tellRoom(talk.meetingId, 'goals')
  return { goals: change.goals }
}

const whyNot = {
  unknown: () => notFound('This goal'),
  refused: () => problem(409, 'conflict', 'A withdrawn goal must be worded anew first.'),
}
