import type { ChecklistItem, ItemAnswer } from '../../../src/checklist/checklist.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import styles from './rail.module.css'

/** What the seeker answered before the talk. */
export function Answers({ sheet }: { sheet: { items: ChecklistItem[]; answers: Record<string, ItemAnswer> } | null }) {
  if (!sheet || Object.keys(sheet.answers).length === 0) return <p className={styles.none}>{m.room_rail_no_answers()}</p>
  const locale = localeNow()
  return (
    <dl className={styles.answers}>
      {sheet.items.map((item) => (
        <div key={item.id}>
          <dt>{item.title[locale]}</dt>
          <dd>{answerText(item, sheet.answers[item.id])}</dd>
        </div>
      ))}
    </dl>
  )
}

function answerText(item: ChecklistItem, answer: ItemAnswer | undefined): string {
  if (!answer) return m.room_answers_unanswered()
  switch (answer.kind) {
    case 'information':
      return answer.confirmed ? m.room_answers_confirmed() : m.room_answers_unanswered()
    case 'choice':
      return item.kind === 'choice' ? item.options.filter(({ id }) => answer.chosen.includes(id)).map(({ label }) => label[localeNow()]).join(', ') : ''
    case 'text':
      return answer.text
    case 'goal':
      return answer.goals.join('\n')
    case 'scale':
      return m.room_scale_value({ value: answer.value })
    case 'camera':
      return { on: m.room_answers_camera_on, off: m.room_answers_camera_off, later: m.room_answers_camera_later }[answer.camera]()
    case 'device':
      return [
        `${m.room_check_camera()}: ${outcomeText(answer.camera)}`,
        `${m.room_check_microphone()}: ${outcomeText(answer.microphone)}`,
        `${m.room_check_network()}: ${outcomeText(answer.network)}`,
      ].join('\n')
  }
}

function outcomeText(outcome: 'ok' | 'failed' | 'blocked' | 'missing' | 'skipped'): string {
  return { ok: m.room_check_ok, failed: m.room_check_failed, blocked: m.room_check_blocked, missing: m.room_check_missing, skipped: m.room_check_skipped }[outcome]()
}
