import type { ChecklistItem, ItemAnswer } from '../../../src/checklist/checklist.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { answerText } from '../../staff/answer-text.ts'
import styles from './rail.module.css'

/** What the seeker answered before the talk. */
export function Answers({ sheet }: { sheet: { items: ChecklistItem[]; answers: Record<string, ItemAnswer> } | null }) {
  const asked = (sheet?.items ?? []).filter(({ kind }) => kind !== 'information')
  if (!sheet || Object.keys(sheet.answers).length === 0)
    return <p className={styles.none}>{m.room_rail_no_answers()}</p>
  return (
    <dl className={styles.answers}>
      {asked.map((item) => (
        <div key={item.id}>
          <dt>{item.title[localeNow()]}</dt>
          <dd>{answerText(item, sheet.answers[item.id]) ?? m.room_answers_unanswered()}</dd>
        </div>
      ))}
    </dl>
  )
}
