import { X } from 'lucide-react'
import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Scale1to10 } from '../../ui/choice.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Scale } from '../room-state.ts'
import styles from './scale.module.css'

/** The scale question, for the seeker. An answer can be changed while the question is open, and the card put away. */
export function ScaleCard({
  scale,
  answer,
  putAway,
}: {
  scale: Scale
  answer(value: number): Promise<unknown>
  putAway(): void
}) {
  const [chosen, setChosen] = useState(scale.value)
  const [failed, setFailed] = useState(false)
  async function choose(value: number) {
    const before = chosen
    setChosen(value)
    setFailed(false)
    try {
      await answer(value)
    } catch {
      setChosen(before)
      setFailed(true)
    }
  }
  return (
    <section className={styles.card} aria-label={m.room_scale_title()}>
      {chosen !== null ? (
        <button type="button" className={styles.close} onClick={putAway} aria-label={m.room_close()}>
          <X aria-hidden />
        </button>
      ) : null}
      <Scale1to10 legend={scale.question} big value={chosen} onChange={(value) => void choose(value)} />
      <p className={styles.said} role="status">
        {chosen === null ? `${m.room_scale_low()}, ${m.room_scale_high()}` : m.room_scale_answered({ value: chosen })}
      </p>
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
    </section>
  )
}
