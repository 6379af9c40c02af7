import { answerErrors, goals, topicIn } from '../checklist/checklist.ts'
import type { AnswerChange } from '../checklist/checklist.ts'
import { saveAnswers, sheetOf } from '../checklist/sheet.store.ts'
import type { Respondent, Sheet } from '../checklist/sheet.store.ts'
import { proposeGoals } from '../guidance/goal.store.ts'
import type { FieldError } from '../http/problem.ts'
import { changeTopic } from '../meeting/topic.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'

export type Answered =
  | { outcome: 'saved'; sheet: Sheet }
  | { outcome: 'no-checklist' | 'over' }
  | { outcome: 'misfit'; errors: FieldError[] }

/**
 * Saves some answers of a sheet and leaves the others as they are. Goals that a seeker writes are proposed in the
 * record, as they say them now; what the talk is to be about is the booking's topic.
 */
export function answerChecklist(
  ports: Ports,
  talk: Talk,
  respondent: Respondent,
  change: AnswerChange,
): Promise<Answered> {
  return ports.db.transaction(async function saveInOneGo(tx): Promise<Answered> {
    const sheet = await sheetOf(tx, ports, talk, respondent)
    if (!sheet) return { outcome: 'no-checklist' }
    if (talk.state !== 'booked') return { outcome: 'over' }
    const errors = answerErrors(sheet.items, change)
    if (errors.length > 0) return { outcome: 'misfit', errors }
    const topic = respondent === 'seeker' ? topicIn(sheet.items, change) : undefined
    const saved = await saveAnswers(tx, ports, { talk, respondent, sheet, change })
    // The sheet first and then the booking, which goals lock, too: in one order, answers wait and never in a ring.
    if (topic !== undefined) await changeTopic(tx, ports, talk, topic)
    if (respondent === 'seeker' && touchesGoals(sheet, change))
      await proposeGoals(tx, ports, talk.id, goals(saved.answers))
    return { outcome: 'saved', sheet: saved }
  })
}

const touchesGoals = ({ items }: Sheet, change: AnswerChange) =>
  items.some(({ id, kind }) => kind === 'goal' && id in change)
