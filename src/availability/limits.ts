/** Letters at most, and how many counsellors may hold the talks of one service. */
export const serviceLimits = { title: 100, purpose: 600, counsellors: 200 } as const

/** Of one counsellor: rows of weekly hours, and absences and extra times ever written. */
export const hoursMost = { weekly: 200, exceptions: 1000 } as const

/** Services of one organisation, those out of use among them. */
export const mostServices = 200

export type Range = { readonly least: number; readonly most: number }

const dayMinutes = 24 * 60

/** What a service may be set to: minutes, and for the furthest day ahead days. */
export const serviceRanges = {
  minutes: { least: 5, most: 240 },
  bufferBeforeMinutes: { least: 0, most: 120 },
  bufferAfterMinutes: { least: 0, most: 120 },
  gridMinutes: { least: 5, most: 240 },
  minNoticeMinutes: { least: 0, most: 30 * dayMinutes },
  maxNoticeDays: { least: 1, most: 365 },
  cancelUntilMinutes: { least: 0, most: 14 * dayMinutes },
  doorOpensMinutes: { least: 0, most: 120 },
} as const satisfies Record<string, Range>

/** How a new service is set as long as nobody says otherwise. */
export const newServiceDefaults = {
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 10,
  minNoticeMinutes: 120,
  maxNoticeDays: 60,
  gridMinutes: 15,
  method: '4k',
  cancelUntilMinutes: 60,
  doorOpensMinutes: 15,
  active: true,
} as const

/** Hours of work begin and end on a minute of the day, counted from local midnight; the last one ends the day. */
export const lastMinute = dayMinutes
