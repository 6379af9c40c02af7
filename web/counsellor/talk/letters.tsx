import { m } from '../../i18n/paraglide/messages.js'
import styles from '../../staff/staff.module.css'
import { Card, Stack } from '../../ui/card.tsx'
import type { WholeTalk } from '../api.ts'

const kinds: Record<string, () => string> = {
  booked: m.staff_letter_booked,
  checklist: m.staff_letter_checklist,
  checklist_reminder: m.staff_letter_checklist_reminder,
  reminder_day: m.staff_letter_reminder_day,
  reminder_hour: m.staff_letter_reminder_hour,
  moved: m.staff_letter_moved,
  cancelled: m.staff_letter_cancelled,
  summary_ready: m.staff_letter_summary_ready,
  follow_up_due: m.staff_letter_follow_up_due,
}
const states: Record<string, () => string> = {
  pending: m.staff_letter_pending,
  sent: m.staff_letter_sent,
  dead: m.staff_letter_dead,
  withdrawn: m.staff_letter_withdrawn,
}

export const letterKindName = (kind: string): string => kinds[kind]?.() ?? kind
export const letterStateName = (state: string): string => states[state]?.() ?? state

/** Which letters the talk's people get: part of the record. Never with an address. */
export function Letters({ letters }: { letters: WholeTalk['letters'] }) {
  const told = letters.filter(({ state }) => state !== 'withdrawn').sort((a, b) => a.dueAt.localeCompare(b.dueAt))
  if (told.length === 0) return null
  return (
    <Card aria-labelledby="letters-head">
      <Stack gap={0.6}>
        <h2 id="letters-head">{m.counsellor_letters()}</h2>
        <ul className={styles.list}>
          {told.map((letter) => (
            <li key={`${letter.kind} ${letter.recipient} ${letter.dueAt}`} className={styles.line}>
              <span>
                {letterKindName(letter.kind)}{' '}
                <span className={styles.muted}>
                  {letter.recipient === 'seeker' ? m.coordinator_to_seeker() : m.counsellor_to_you()}
                </span>
              </span>
              <span className={letter.state === 'dead' ? styles.lost : styles.muted}>
                {letterStateName(letter.state)}
              </span>
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  )
}
