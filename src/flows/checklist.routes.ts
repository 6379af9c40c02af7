import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { personOf } from '../meeting/access.ts'
import type { Person } from '../meeting/access.ts'
import { talksById } from '../meeting/talk.store.ts'
import { proposeGoals } from '../guidance/store.ts'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { answerErrors, goals } from '../checklist/checklist.ts'
import type { AnswerChange } from '../checklist/checklist.ts'
import { saveAnswers, sheetOf } from '../checklist/sheet.store.ts'
import type { Respondent, Sheet } from '../checklist/sheet.store.ts'
import { answerChange } from '../checklist/template.ts'

/** The sheets of a talk: the seeker's, each companion's, and the counsellor's own. */
export const checklistRoutes = new Hono<AppEnv>()
  .get(
    '/bookings/:id/checklist',
    describeRoute({
      description: 'Questions and answers of whoever asks: the seeker, or a companion with a sheet of their own.',
    }),
    async function readSheet(c) {
      const person = await personOf(c)
      const sheet = await sheetOf(c.var.ports.db, person.booking, respondentOf(person))
      if (!sheet) throw notFound('A checklist for this talk')
      return c.json(sheetAnswer(sheet))
    },
  )
  .put(
    '/bookings/:id/checklist',
    describeRoute({ description: 'Saves the answers that are sent and leaves the others as they are.' }),
    validate('json', answerChange),
    async function fillIn(c) {
      const person = await personOf(c)
      const sheet = await save(c.var.ports, person.booking, respondentOf(person), c.req.valid('json').answers)
      return c.json(sheetAnswer(sheet))
    },
  )
  .put('/staff/talks/:id/checklist', counsellorOnly, validate('json', answerChange), async function fillInOwn(c) {
    const { ports, staff } = c.var
    const id = c.req.param('id')
    const [talk] = isId(id) ? await talksById(ports.db, [id]) : []
    if (talk?.counsellorId !== staff.id) throw notFound('This talk')
    return c.json(sheetAnswer(await save(ports, talk, 'counsellor', c.req.valid('json').answers)))
  })

type Talk = { id: string; state: string; checklistVersionId: string | null }

function save(ports: Ports, talk: Talk, respondent: Respondent, change: AnswerChange): Promise<Sheet> {
  return ports.db.transaction(async function saveInOneGo(tx) {
    const sheet = await sheetOf(tx, talk, respondent)
    if (!sheet) throw notFound('A checklist for this talk')
    if (talk.state !== 'booked')
      throw problem(409, 'too-late', 'This talk is over or cancelled; its answers stay as they are.')
    const errors = answerErrors(sheet.items, change)
    if (errors.length > 0) throw problem(422, 'invalid', 'Some of the answers do not fit.', { errors })
    const saved = await saveAnswers(tx, talk, respondent, sheet, change, ports.clock.now())
    if (respondent === 'seeker' && touchesGoals(sheet, change))
      await proposeGoals(tx, ports, talk.id, goals(saved.answers))
    return saved
  })
}

const touchesGoals = (sheet: Sheet, change: AnswerChange) =>
  sheet.items.some(({ id, kind }) => kind === 'goal' && id in change)

const respondentOf = (person: Person): Respondent =>
  person.role === 'companion' ? `companion:${person.companionId}` : 'seeker'

function sheetAnswer({ version, items, answers, answered, total, completedAt }: Sheet) {
  return { version, items, answers, answered, total, completedAt: completedAt?.toISOString() ?? null }
}
