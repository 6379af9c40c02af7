/** How a talk is held. The seeker chooses, and may change it before and during the talk. */
export const forms = ['video', 'audio', 'phone', 'text'] as const
export type Form = (typeof forms)[number]

/**
 * - `booked`: ahead, or under way
 * - `cancelled`: given back; the place is free again
 * - `held`, `no_show_seeker`, `no_show_counsellor`, `broken_off`: how a talk ended
 */
export const bookingStates = ['booked', 'cancelled', 'held', 'no_show_seeker', 'no_show_counsellor', 'broken_off'] as const
export type BookingState = (typeof bookingStates)[number]
