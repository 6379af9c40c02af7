import { m } from '../../i18n/paraglide/messages.js'
import type { AuditKind } from '../api.ts'

export const kindNames: Record<AuditKind, () => string> = {
  signed_in: m.coordinator_audit_signed_in,
  sign_in_refused: m.coordinator_audit_sign_in_refused,
  refused: m.coordinator_audit_refused,
  record_opened: m.coordinator_audit_record_opened,
  lists_read: m.coordinator_audit_lists_read,
  letter_read: m.coordinator_audit_letter_read,
  invited: m.coordinator_audit_invited,
  member_changed: m.coordinator_audit_member_changed,
  retention_changed: m.coordinator_audit_retention_changed,
  retention_ran: m.coordinator_audit_retention_ran,
  exported: m.coordinator_audit_exported,
  erased: m.coordinator_audit_erased,
}

/** Who did it, where that was nobody of the staff. */
export function nobodyOfStaff(kind: AuditKind): string {
  if (kind === 'exported') return m.coordinator_audit_seeker()
  return kind === 'sign_in_refused' ? m.coordinator_audit_unknown() : m.coordinator_audit_clock()
}

const words: Record<string, () => string> = {
  counsellor: m.coordinator_audit_detail_counsellor,
  coordinator: m.coordinator_audit_detail_coordinator,
  active: m.coordinator_audit_detail_active,
  used: m.coordinator_audit_detail_used,
  unknown: m.coordinator_audit_detail_unknown,
  inactive: m.coordinator_audit_detail_inactive,
  role: m.coordinator_audit_detail_role,
  again: m.coordinator_audit_detail_again,
  contact: m.coordinator_retention_contact,
  chat: m.coordinator_retention_chat,
  letters: m.coordinator_retention_letters,
  record: m.coordinator_retention_record,
  audit: m.staff_nav_audit,
}
const word = (name: string) => words[name]?.() ?? name

/** A detail is a word of the program: `+coordinator`, `chat 180 90` (days before and after), `chat 12` (so many). */
export function detailInWords(detail: string): string {
  const sign = detail[0]
  if (sign === '+') return m.coordinator_audit_detail_gets({ what: word(detail.slice(1)) })
  if (sign === '-') return m.coordinator_audit_detail_loses({ what: word(detail.slice(1)) })
  const [name = '', first, second] = detail.split(' ')
  if (first === undefined) return word(name)
  return second === undefined
    ? m.coordinator_audit_detail_count({ what: word(name), count: first })
    : m.coordinator_audit_detail_days({ what: word(name), before: first, after: second })
}
