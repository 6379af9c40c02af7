/** What is asked while a talk goes on, at its start and again at its end. */
export const momentsOfTalk = ['start', 'end'] as const
/** When a scale question is asked. A check-in is asked on its own day, on its own page. */
const moments = [...momentsOfTalk, 'check_in'] as const
export type Moment = (typeof moments)[number]

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

type Compared = { question: string; start: number | null; end: number | null }

/**
 * The readings at the start and at the end beside each other: one line per question, in the order of asking.
 * A question that was asked twice at the same moment counts with its last answer.
 */
export function startAndEnd(readings: readonly Reading[]): Compared[] {
  const asked = readings.filter(({ moment, value }) => moment !== 'check_in' && value !== null)
  const questions = [...new Set(asked.map(({ question }) => question))]
  const last = (question: string, moment: Moment) =>
    asked.findLast((reading) => reading.question === question && reading.moment === moment)?.value ?? null
  return questions.map((question) => ({ question, start: last(question, 'start'), end: last(question, 'end') }))
}

/** The question of the check-in that stands. */
export const openCheckIn = (readings: readonly Reading[]): Reading | null =>
  readings.find(({ moment, open }) => moment === 'check_in' && open) ?? null
