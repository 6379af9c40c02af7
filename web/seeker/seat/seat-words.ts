import { m } from '../../i18n/paraglide/messages.js'
import type { Seat } from './seat-api.ts'

/** How a place stands, in a few words. */
export const stateName = (state: Seat['state']): string => names[state]()

const names = {
  booked: m.seeker_seat_state_booked,
  waiting: m.seeker_seat_state_waiting,
  offered: m.seeker_seat_state_offered,
  cancelled: m.seeker_seat_state_cancelled,
  lapsed: m.seeker_seat_state_lapsed,
  over: m.seeker_seat_state_over,
}
