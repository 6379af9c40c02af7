import type { ChecklistItem, ItemAnswer } from '../../../src/checklist/checklist.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import styles from '../../staff/staff.module.css'
import { Card, Stack } from '../../ui/card.tsx'

type Props = { items: ChecklistItem[]; answers: Record<string, ItemAnswer> }

/** What the seeker answered beforehand; what was only to be read and confirmed is counted, not listed. */
export function Answers({ items, answers }: Props) {
  const read = items.filter(({ kind }) => kind === 'information')
  const confirmed = read.filter(({ id }) => isConfirmed(answers[id])).length
  const asked = items.filter(({ kind }) => kind !== 'information' && kind !== 'goal')
  const begun = Object.keys(answers).length > 0
  return (
    <Card aria-labelledby="answers-head">
      <Stack gap={0.8}>
        <h2 id="answers-head">{m.counsellor_answers()}</h2>
        {begun ? (
          <dl className={styles.list}>
            {asked.map((item) => (
              <div key={item.id}>
                <dt className={styles.muted}>{item.title[localeNow()]}</dt>
                <dd>
                  {answerText(item, answers[item.id]) ?? (
                    <span className={styles.muted}>{m.counsellor_not_answered()}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className={styles.muted}>{m.counsellor_checklist_none()}</p>
        )}
        {begun && read.length > 0 ? (
          <p className={styles.muted}>{m.counsellor_has_read({ confirmed, total: read.length })}</p>
        ) : null}
      </Stack>
    </Card>
  )
}

const isConfirmed = (answer: ItemAnswer | undefined) => answer?.kind === 'information' && answer.confirmed

/** An answer in words, or `null` when there is none. */
export function answerText(item: ChecklistItem, answer: ItemAnswer | undefined): string | null {
  if (!answer) return null
  if (answer.kind === 'scale') return m.counsellor_of_ten({ value: answer.value })
  if (answer.kind === 'text') return answer.text || null
  if (answer.kind === 'goal') return answer.goals.join('; ') || null
  if (answer.kind === 'camera')
    return { on: m.counsellor_camera_on, off: m.counsellor_camera_off, later: m.counsellor_camera_later }[
      answer.camera
    ]()
  if (answer.kind === 'choice' && item.kind === 'choice') {
    return (
      item.options
        .filter(({ id }) => answer.chosen.includes(id))
        .map(({ label }) => label[localeNow()])
        .join(', ') || null
    )
  }
  if (answer.kind === 'device') {
    const parts = [
      [m.counsellor_camera(), answer.camera],
      [m.counsellor_microphone(), answer.microphone],
      [m.counsellor_network(), answer.network],
    ] as const
    return parts.map(([name, outcome]) => `${name}: ${outcomeText[outcome]()}`).join(', ')
  }
  return null
}

const outcomeText = {
  ok: m.counsellor_check_ok,
  failed: m.counsellor_check_failed,
  blocked: m.counsellor_check_blocked,
  missing: m.counsellor_check_missing,
  skipped: m.counsellor_check_skipped,
}
