/** When a scale question is asked in the room: the second reading is held against the first. */
export const roomMoments = ['start', 'end'] as const
/** When one is asked at all: a check-in asks days after the talk. */
export type Moment = (typeof roomMoments)[number] | 'check_in'

/** A scale question, 1 to 10, and what was answered. Open until it is closed, answered or not. */
export type Reading = {
  id: string
  moment: Moment
  question: string
  value: number | null
  askedAt: Date
  answeredAt: Date | null
  open: boolean
}

export type Compared = { question: string; start: number | null; end: number | null }

/**
 * The readings at the start and at the end beside each other: one line per question, in the order of asking.
 * A question that was asked twice at the same moment counts with its last answer.
 */
export function startAndEnd(readings: readonly Reading[]): Compared[] {
  const asked = readings.filter(({ moment, value }) => moment !== 'check_in' && value !== null)
  const questions = [...new Set(asked.map(({ question }) => question))]
  const last = (question: string, moment: Reading['moment']) =>
    asked.findLast((reading) => reading.question === question && reading.moment === moment)?.value ?? null
  return questions.map((question) => ({ question, start: last(question, 'start'), end: last(question, 'end') }))
}
