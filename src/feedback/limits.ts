/** "Did the talk help you on?", from not at all to very much. */
export const helpedRange = { least: 1, most: 5 } as const

/** Letters of "What could be better?". */
export const betterMost = 1000

/** So long after a talk its page asks, in days: later nobody remembers. */
export const feedbackDays = 60

/** Fewer answers than this are not shown: they could be told from one another. */
export const fewestShown = 5

/** So long answers are kept, in months. */
export const feedbackMonths = 24

/** So many texts of one quarter are shown. */
export const mostTexts = 200
