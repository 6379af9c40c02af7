export const letterKinds = ['booked', 'checklist', 'reminder_day', 'reminder_hour', 'moved', 'cancelled', 'summary_ready', 'follow_up_due'] as const
export type LetterKind = (typeof letterKinds)[number]

export type Recipient = 'seeker' | 'counsellor'

/** `withdrawn`: no longer true (the talk was moved, cancelled, or there is no address). `dead`: given up. */
export type LetterState = 'pending' | 'sent' | 'dead' | 'withdrawn'
