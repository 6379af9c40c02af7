import { Check, Pencil, Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { goalTextMost } from '../../../src/meeting/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CounsellorApi } from '../room-api.ts'
import type { Goal } from '../room-state.ts'
import { useAct } from '../use-act.ts'
import styles from './goals.module.css'

type Api = Pick<CounsellorApi, 'writeGoal' | 'agreeGoal' | 'withdrawGoal'>

/** Goals to agree or to renew. Every wording is kept. */
export function GoalsTool({ goals, api, look }: { goals: Goal[]; api: Api; look(): Promise<void> }) {
  const { act, busy, failed } = useAct(look)
  const [writing, setWriting] = useState<'new' | string | null>(null)
  const standing = goals.filter((goal) => goal.state !== 'withdrawn').sort((a, b) => a.position - b.position)
  const save = async (text: string, goalId?: string) => {
    if (await act(() => api.writeGoal(text, goalId))) setWriting(null)
  }
  return (
    <div className={styles.tool}>
      {standing.length === 0 ? <p className={styles.none}>{m.room_goal_none_counsellor()}</p> : null}
      <ul className={styles.list}>
        {standing.map((goal) => (
          <li key={goal.id}>
            {writing === goal.id ? (
              <GoalForm
                label={m.room_goal_new_words()}
                first={goal.text}
                busy={busy}
                onSave={(text) => save(text, goal.id)}
                onCancel={() => setWriting(null)}
              />
            ) : (
              <>
                <GoalWords goal={goal} />
                <div className={styles.acts}>
                  {goal.state === 'proposed' ? (
                    <Button
                      icon={<Check aria-hidden />}
                      busy={busy}
                      onClick={() => void act(() => api.agreeGoal(goal.id))}
                    >
                      {m.room_goal_agree()}
                    </Button>
                  ) : null}
                  <Button look="quiet" icon={<Pencil aria-hidden />} onClick={() => setWriting(goal.id)}>
                    {m.room_goal_renew()}
                  </Button>
                  <Button
                    look="quiet"
                    icon={<Trash2 aria-hidden />}
                    busy={busy}
                    aria-label={m.room_goal_withdraw()}
                    onClick={() => void act(() => api.withdrawGoal(goal.id))}
                  >
                    {m.room_remove()}
                  </Button>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
      {writing === 'new' ? (
        <GoalForm
          label={m.room_goal_new_words()}
          first=""
          busy={busy}
          onSave={(text) => save(text)}
          onCancel={() => setWriting(null)}
        />
      ) : (
        <Button look="secondary" icon={<Plus aria-hidden />} onClick={() => setWriting('new')}>
          {m.room_goal_new()}
        </Button>
      )}
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
    </div>
  )
}

function GoalWords({ goal }: { goal: Goal }) {
  return (
    <>
      <span className={styles.state} data-agreed={goal.state === 'agreed' || undefined}>
        {goal.state === 'agreed' ? m.room_goal_agreed() : m.room_goal_proposed()}
        {goal.versions > 1 ? ` · ${m.room_goal_version({ version: goal.versions })}` : ''}
      </span>
      <span className={styles.text}>{goal.text}</span>
    </>
  )
}

function GoalForm({
  label,
  first,
  busy,
  onSave,
  onCancel,
}: {
  label: string
  first: string
  busy: boolean
  onSave(text: string): Promise<unknown>
  onCancel(): void
}) {
  const [text, setText] = useState(first)
  function save(event: FormEvent) {
    event.preventDefault()
    if (text.trim() !== '') void onSave(text.trim())
  }
  return (
    <form className={styles.form} onSubmit={save}>
      <TextArea label={label} rows={2} maxLength={goalTextMost} value={text} onChange={setText} autoFocus />
      <div className={styles.acts}>
        <Button type="submit" busy={busy}>
          {first === '' ? m.room_goal_add() : m.room_save()}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {m.room_cancel()}
        </Button>
      </div>
    </form>
  )
}
