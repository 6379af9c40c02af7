import type { ChecklistItem, ItemAnswer } from '../../../src/checklist/checklist.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { answerText } from '../../staff/answer-text.ts'
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
