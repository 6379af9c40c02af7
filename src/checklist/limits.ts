import { answerTextMost } from '../meeting/limits.ts'

/** Of a checklist and its answers: letters of the texts, and how many items, options and goals there may be. */
export const checklistLimits = {
  title: 140,
  body: 1500,
  optionLabel: 140,
  /** What the two ends of a scale mean. */
  scaleEnd: 80,
  /** An item or an option is known by so many letters. */
  id: 40,
  items: 40,
  options: { least: 2, most: 12 },
  answer: answerTextMost,
  /** Goals that a seeker may write beforehand: fewer are easier to reach. */
  goals: 5,
} as const

/** Checklists of one organisation, and versions of one checklist. */
export const checklistsMost = { templates: 200, versions: 1000 } as const
