/**
 * What is written down of what the staff do, and of what happens to records: who, what and when, never what stands in
 * them. `lists_read`: the day or the follow-ups of somebody's own talks. `letter_read`: in the built-in mailbox.
 * `refused`: something that is not among what they may do or read.
 */
export const auditKinds = [
  'signed_in',
  'sign_in_refused',
  'refused',
  'record_opened',
  'lists_read',
  'letter_read',
  'invited',
  'member_changed',
  'retention_changed',
  'retention_ran',
  'exported',
  'erased',
] as const
export type AuditKind = (typeof auditKinds)[number]

export type AuditEntry = {
  kind: AuditKind
  /** `null` when nobody knows whose it is, as with a link that never was one: every coordinator sees it. */
  organisationId: string | null
  /** Who of the staff did it; left out for a seeker and for the clock. */
  staffId?: string | null
  /** Whom of the staff it was done to. */
  aboutId?: string
  /** Tells one record or link from others, and leads to none. */
  reference?: string
  /** Words of the program and numbers, such as `+coordinator`; nothing that anybody wrote. */
  details?: string[]
  /** What is written down once for this: see {@link onceIn}. */
  once?: string
}

/** A page asks for the same again and again: what happens several times within `minutes` is written down once. */
export const onceIn = (minutes: number, nowMs: number, ...what: string[]): string =>
  [...what, Math.floor(nowMs / (minutes * 60_000))].join('/')

/** So long, in minutes, the same person reading the same is one reading. */
export const readingMinutes = 30

type Roles = { counsellor: boolean; coordinator: boolean; active: boolean }

/** What changed of somebody's roles, as details: `+coordinator`, `-active`. Other changes are none of the audit's. */
export function changesOfRoles(before: Roles, after: Roles): string[] {
  const roles = ['counsellor', 'coordinator', 'active'] as const
  return roles.filter((role) => before[role] !== after[role]).map((role) => `${after[role] ? '+' : '-'}${role}`)
}
