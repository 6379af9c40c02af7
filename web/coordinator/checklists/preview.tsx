import { useState } from 'react'
import type { ChecklistItem, ItemAnswer } from '../../../src/checklist/checklist.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { ItemQuestion } from '../../checklist/item-question.tsx'
import styles from '../../staff/staff.module.css'
import { Card, Stack } from '../../ui/card.tsx'

/** The item as its reader meets it on a phone, drawn anew with every letter. Answers go nowhere. */
export function Preview({ item }: { item: ChecklistItem }) {
  const locale = useLocale()
  const [answer, setAnswer] = useState<ItemAnswer | null>(null)
  return (
    <section aria-label={m.coordinator_preview()} className={styles.preview}>
      <Stack gap={0.5}>
        <h2>{m.coordinator_preview()}</h2>
        <Card className={styles.phone}>
          <Stack>
            <h3>{item.title[locale] || m.coordinator_item_untitled()}</h3>
            {item.body?.[locale] ? <p className={styles.lined}>{item.body[locale]}</p> : null}
            <ItemQuestion item={item} answer={answer ?? undefined} onAnswer={setAnswer} />
          </Stack>
        </Card>
      </Stack>
    </section>
  )
}
