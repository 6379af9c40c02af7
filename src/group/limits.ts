/** What an event may be set to: letters at most, and how many of a kind. */
export const eventLimits = {
  title: 120,
  purpose: 2000,
  forWhom: 600,
  /** What one will be able to do afterwards. */
  outcome: 600,
  /** Who speaks. */
  speakers: 600,
  topic: 40,
  topics: 10,
  hosts: 10,
  /** An RRULE as it is sent. */
  recurrence: 200,
  /** Dates of one series. */
  dates: 104,
} as const

export const eventMinutes = { least: 15, most: 8 * 60 } as const

/** Seats of each kind. A group talk is one where everybody can speak: twelve as a rule. */
export const eventSeats = {
  group: { least: 2, most: 30, usual: 12 },
  webinar: { least: 2, most: 1000, usual: 100 },
  open_house: { least: 2, most: 1000, usual: 50 },
} as const

/** The hosts are there so many minutes before, when the door opens, and stay so many after. */
export const hostMinutes = { before: 15, after: 10 } as const

/** Days that a recording may be kept. */
export const recordingDays = { least: 1, most: 365 } as const

/** Events of one organisation that are still to come, each date of a series counted. */
export const mostEventsAhead = 500

/** Places ahead that one case may have. */
export const mostSeatsAhead = 30

/** A list of coming events and its feeds go so far, in days and in dates. */
export const listed = { days: 366, dates: 200 } as const
