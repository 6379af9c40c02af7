import { Target } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { goalTextMost } from '../../../src/meeting/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Goal } from '../room-state.ts'
import { useAct } from '../use-act.ts'
import styles from './goals.module.css'

type Props = {
  goals: Goal[]
  /** `null` for who does not suggest goals: a companion, or a counsellor, who has the rail. */
  suggest: ((text: string) => Promise<unknown>) | null
  look(): Promise<void>
}

/** The agreed goal in one line above the faces; behind it all goals, and a place to suggest one. */
export function GoalLine({ goals, suggest, look }: Props) {
  const [open, setOpen] = useState(false)
  const standing = goals.filter((goal) => goal.state !== 'withdrawn').sort((a, b) => a.position - b.position)
  const agreed = standing.filter((goal) => goal.state === 'agreed')
  return (
    <>
      <button type="button" className={styles.line} onClick={() => setOpen(true)} aria-haspopup="dialog">
        <Target aria-hidden />
        <span className={styles.label}>{agreed.length > 1 ? m.room_goals_title() : m.room_goal_title()}</span>
        <span className={styles.words}>
          {agreed.length > 0 ? agreed.map((goal) => goal.text).join(' · ') : m.room_goal_none_seeker()}
        </span>
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.room_goals_title()}>
        <GoalList goals={standing} />
        {suggest ? <Suggest suggest={suggest} look={look} /> : null}
      </Dialog>
    </>
  )
}

function GoalList({ goals }: { goals: Goal[] }) {
  if (goals.length === 0) return <p>{m.room_goal_none_seeker()}</p>
  return (
    <ul className={styles.list}>
      {goals.map((goal) => (
        <li key={goal.id}>
          <span className={styles.state} data-agreed={goal.state === 'agreed' || undefined}>
            {goal.state === 'agreed' ? m.room_goal_agreed() : m.room_goal_proposed()}
          </span>
          <span className={styles.text}>{goal.text}</span>
        </li>
      ))}
    </ul>
  )
}

function Suggest({ suggest, look }: { suggest(text: string): Promise<unknown>; look(): Promise<void> }) {
  const [text, setText] = useState('')
  const { act, busy, failed } = useAct(look)
  async function send(event: FormEvent) {
    event.preventDefault()
    if (text.trim() !== '' && (await act(() => suggest(text.trim())))) setText('')
  }
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      <TextArea label={m.room_goal_suggest_words()} rows={2} maxLength={goalTextMost} value={text} onChange={setText} />
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
      <Button type="submit" look="secondary" busy={busy}>
        {m.room_goal_suggest()}
      </Button>
    </form>
  )
}
