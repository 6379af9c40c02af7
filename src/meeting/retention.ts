/**
 * What is kept of a seeker and goes by itself, each kind for days of its own after the last talk: how they are reached,
 * what was written in the room's chat, the record of letters, and all of it in the end. `audit` is no seeker's: who of
 * the staff did what goes so long after it was done.
 */
export const retentionKinds = ['contact', 'chat', 'letters', 'record', 'audit'] as const
export type RetentionKind = (typeof retentionKinds)[number]
export type Retention = Record<RetentionKind, number>

/**
 * So long an organisation keeps what it has not decided on: an address until reminders and a check-in have had their
 * time, chat for half a year, and the record for two years, in which most come back who come back at all. The audit as
 * long as the record that it tells of.
 */
export const retentionDefaults: Retention = { contact: 90, chat: 180, letters: 90, record: 730, audit: 730 }

/** Days. Shorter, and it would be gone before a follow-up; longer, and nobody could say what for. */
export const retentionLimits = { least: 30, most: 3650 } as const
