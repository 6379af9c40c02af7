import { m } from '../i18n/paraglide/messages.js'

const kinds: Record<string, () => string> = {
  booked: m.staff_letter_booked,
  checklist: m.staff_letter_checklist,
  checklist_reminder: m.staff_letter_checklist_reminder,
  reminder_day: m.staff_letter_reminder_day,
  reminder_hour: m.staff_letter_reminder_hour,
  moved: m.staff_letter_moved,
  cancelled: m.staff_letter_cancelled,
  address_changed: m.staff_letter_address_changed,
  summary_ready: m.staff_letter_summary_ready,
  one_time_link: m.staff_letter_one_time_link,
  follow_up_due: m.staff_letter_follow_up_due,
  invitation: m.staff_letter_invitation,
}
const states: Record<string, () => string> = {
  pending: m.staff_letter_pending,
  sent: m.staff_letter_sent,
  dead: m.staff_letter_dead,
  withdrawn: m.staff_letter_withdrawn,
}

export const letterKindName = (kind: string): string => kinds[kind]?.() ?? kind
export const letterStateName = (state: string): string => states[state]?.() ?? state
