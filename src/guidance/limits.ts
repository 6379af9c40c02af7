import { linkLimits } from '../meeting/limits.ts'

/** Of a Konklusion: letters of its texts, and how many actions and links it holds. */
export const konklusionLimits = {
  summary: 8000,
  sentence: 1000,
  what: 500,
  linkTitle: linkLimits.title,
  url: linkLimits.url,
  actions: 20,
  links: 30,
  comment: 4000,
} as const

/** Goals of one talk, with those that were withdrawn. */
export const goalsMost = 20

/** How much the record of one talk may hold. */
export const recordMost = {
  /** Of one goal: wordings, agreements and withdrawals. */
  goalVersions: 100,
  /** Scale questions, answered or not, those of check-ins among them. */
  scaleQuestions: 200,
  phaseSteps: 500,
  konklusionVersions: 50,
  comments: 200,
} as const

/** Letters of a scale question, and of the question that a check-in asks. */
export const questionMost = 300

/** Letters of the counsellor's own notes. */
export const notesMost = 20_000

export const followUpLimits = {
  note: 1000,
  reply: 4000,
  /** A contact is agreed for a day at most so many days ahead. */
  daysAhead: 730,
} as const
