import type { Quota } from '../http/quota.store.ts'

/**
 * How many talks may be booked from one address. A school is one address: a class books within an hour, and there are
 * several classes. Whoever fills calendars by a script should soon have to stop all the same.
 *
 * @param perHour as the setting has it; in a day four times as many
 */
export const bookingQuota = (perHour: number): Quota => ({
  rule: 'booked',
  windows: [
    { most: perHour, seconds: 3600 },
    { most: 4 * perHour, seconds: 86_400 },
  ],
})

/** So many talks of one case may lie ahead at a time; a counsellor who agrees on one more is not held to it. */
export const mostAhead = 10
