const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How far ahead a meeting is, at least, and how long a seat that became free is kept then. The first that fits. */
const offers = [
  { aheadMs: 72 * hourMs, keptMs: 24 * hourMs },
  { aheadMs: 24 * hourMs, keptMs: 6 * hourMs },
  { aheadMs: 4 * hourMs, keptMs: hourMs },
  { aheadMs: hourMs, keptMs: 20 * minuteMs },
] as const

const shortestOfferMs = 10 * minuteMs

/**
 * Until when (epoch ms) a seat that became free at `nowMs` is kept for whoever is first on the waiting list: long enough
 * to read a letter, and short enough for the next one to get it if they do not want it.
 */
export function offerEndsAt(startsAt: number, nowMs: number): number {
  const found = offers.find(({ aheadMs }) => startsAt - nowMs >= aheadMs)
  return nowMs + (found?.keptMs ?? shortestOfferMs)
}

/** What the public hears of the seats of a meeting. No numbers: they would tell who came and went. */
export const seatsWords = ['free', 'few', 'full'] as const
export type SeatsWord = (typeof seatsWords)[number]

/** `few`: a fifth of the seats at most. While somebody waits there is none for anybody else. */
export function seatsInAWord({ taken, capacity }: { taken: number; capacity: number }): SeatsWord {
  const free = capacity - taken
  if (free <= 0) return 'full'
  return free * 5 <= capacity ? 'few' : 'free'
}

/** How a place in an event stands for whoever registered. `lapsed`: an offered seat was not taken in time. */
export const seatStates = ['booked', 'waiting', 'offered', 'cancelled', 'lapsed', 'over'] as const
export type SeatState = (typeof seatStates)[number]
