import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { answerChange } from '../checklist/answer.ts'
import { sheetOf } from '../checklist/sheet.store.ts'
import type { Respondent, Sheet } from '../checklist/sheet.store.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk, personOf } from '../meeting/access.ts'
import type { Person } from '../meeting/access.ts'
import { counsellorOnly } from '../people/session.ts'
import { answerChecklist } from './answer-checklist.ts'
import type { Answered } from './answer-checklist.ts'

/** The sheets of a talk: the seeker's, each companion's, and the counsellor's own. */
export const checklistRoutes = new Hono<AppEnv>()
  .get(
    '/bookings/:id/checklist',
    describeRoute({
      description: 'Questions and answers of whoever asks: the seeker, or a companion with a sheet of their own.',
    }),
    async function readSheet(c) {
      const person = await personOf(c)
      const sheet = await sheetOf(c.var.ports.db, c.var.ports, person.talk, respondentOf(person))
      if (!sheet) throw noChecklist()
      return c.json(sheetAnswer(sheet))
    },
  )
  .put(
    '/bookings/:id/checklist',
    describeRoute({ description: 'Saves the answers that are sent and leaves the others as they are.' }),
    validate('json', answerChange),
    async function fillIn(c) {
      const person = await personOf(c)
      const { answers } = c.req.valid('json')
      return c.json(saved(await answerChecklist(c.var.ports, person.talk, respondentOf(person), answers)))
    },
  )
  .put('/staff/talks/:id/checklist', counsellorOnly, validate('json', answerChange), async function fillInOwn(c) {
    const talk = await ownTalk(c)
    return c.json(saved(await answerChecklist(c.var.ports, talk, 'counsellor', c.req.valid('json').answers)))
  })

const respondentOf = (person: Person): Respondent =>
  person.role === 'companion' ? `companion:${person.companionId}` : 'seeker'

const noChecklist = () => notFound('A checklist for this talk')

/** @throws Problem for whatever was not saved */
function saved(result: Answered) {
  switch (result.outcome) {
    case 'saved':
      return sheetAnswer(result.sheet)
    case 'no-checklist':
      throw noChecklist()
    case 'over':
      throw problem(409, 'too-late', 'This talk is over or cancelled; its answers stay as they are.')
    case 'misfit':
      throw problem(422, 'invalid', 'Some of the answers do not fit.', { errors: result.errors })
  }
}

function sheetAnswer({ version, items, answers, answered, total, completedAt }: Sheet) {
  return { version, items, answers, answered, total, completedAt: completedAt?.toISOString() ?? null }
}
