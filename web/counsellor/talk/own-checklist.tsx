import { useRef, useState } from 'react'
import type { ChecklistItem, ItemAnswer } from '../../../src/checklist/checklist.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { SavingLine } from '../../saving/saving-line.tsx'
import { useAutosave } from '../../saving/use-autosave.ts'
import { ItemQuestion } from '../../checklist/item-question.tsx'
import { answerText } from '../../staff/answer-text.ts'
import styles from '../../staff/staff.module.css'
import { Card, Stack } from '../../ui/card.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { saveOwnAnswers } from '../api.ts'
import type { Sheet } from '../api.ts'

type Answers = Record<string, ItemAnswer>

/** The counsellor's own preparation: background, sound, what the seeker wrote, resources at hand. Saved as one goes. */
export function OwnChecklist({ bookingId, sheet }: { bookingId: string; sheet: Sheet }) {
  const [answers, setAnswers] = useState<Answers>(sheet.answers)
  // The device check tells how it went seconds later, when another item may have been answered.
  const newest = useRef(answers)
  const { change, saving } = useAutosave<Record<string, ItemAnswer | null>>(
    async (all) => void (await saveOwnAnswers(bookingId, all)),
  )

  function answer(id: string, given: ItemAnswer | null) {
    const { [id]: _, ...others } = newest.current
    const next = given ? { ...others, [id]: given } : others
    newest.current = next
    setAnswers(next)
    // What was taken back is said too: the server merges.
    change({ ...Object.fromEntries(sheet.items.map((item) => [item.id, null])), ...next })
  }
  return (
    <Card aria-labelledby="own-head">
      <Stack gap={0.8}>
        <h2 id="own-head">{m.counsellor_own_checklist()}</h2>
        {sheet.items.map((item) => (
          <OwnItem
            key={item.id}
            bookingId={bookingId}
            item={item}
            answer={answers[item.id]}
            onAnswer={(given) => answer(item.id, given)}
          />
        ))}
        {saving === 'saved' && Object.keys(answers).length === 0 ? null : <SavingLine saving={saving} />}
      </Stack>
    </Card>
  )
}

type ItemProps = {
  bookingId: string
  item: ChecklistItem
  answer: ItemAnswer | undefined
  onAnswer(answer: ItemAnswer | null): void
}

function OwnItem({ bookingId, item, answer, onAnswer }: ItemProps) {
  if (item.kind === 'information') {
    return (
      <CheckBox
        label={item.title[localeNow()]}
        hint={item.body?.[localeNow()]}
        checked={answer?.kind === 'information' && answer.confirmed}
        onChange={(confirmed) => onAnswer(confirmed ? { kind: 'information', confirmed } : null)}
      />
    )
  }
  return (
    <Stack gap={0.4}>
      <h3>{item.title[localeNow()]}</h3>
      {item.body ? <p>{item.body[localeNow()]}</p> : null}
      {answer?.kind === 'device' ? (
        <p className={styles.muted}>{m.counsellor_check_last({ outcome: answerText(item, answer) ?? '' })}</p>
      ) : null}
      <ItemQuestion item={item} answer={answer} onAnswer={onAnswer} bookingId={bookingId} />
    </Stack>
  )
}
