import { useState } from 'react'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import styles from '../staff.module.css'
import { useFirstWrong } from '../use-first-wrong.ts'
import { Button } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { ChoiceCards } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'

type New = { kind: 'absence' | 'extra'; start: string; end: string; zone: string }

/** One time away, or one time more. The server tells which booked talks fall into it. */
export function ExceptionForm({
  zone,
  today,
  busy,
  onAdd,
}: {
  zone: string
  today: string
  busy: boolean
  onAdd(fresh: New): Promise<unknown>
}) {
  const [kind, setKind] = useState<New['kind']>('absence')
  const [start, setStart] = useState(`${today}T08:00`)
  const [end, setEnd] = useState(`${today}T17:00`)
  const [wrong, setWrong] = useState<string[]>([])
  const form = useFirstWrong<HTMLFormElement>(wrong.length > 0 ? wrong : null)

  async function add() {
    if (end <= start) return setWrong(['end'])
    setWrong([])
    await onAdd({ kind, start: start.slice(0, 16), end: end.slice(0, 16), zone }).catch((error: unknown) => {
      if (error instanceof ApiProblem) setWrong(error.errors.map(({ field }) => field))
    })
  }
  const error = (field: string) =>
    wrong.includes(field) ? (field === 'end' ? m.counsellor_hours_end_first() : m.common_field_wrong()) : undefined
  return (
    <form
      ref={form}
      className={styles.addition}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void add()
      }}
    >
      <Stack>
        <h3>{m.counsellor_hours_add_exception()}</h3>
        <ChoiceCards<New['kind']>
          legend={m.counsellor_hours_kind()}
          choices={[
            { value: 'absence' as const, label: m.counsellor_hours_absent() },
            { value: 'extra' as const, label: m.counsellor_hours_extra() },
          ]}
          value={kind}
          onChange={(value: New['kind']) => setKind(value)}
        />
        <div className={styles.fields}>
          <Field
            label={m.counsellor_hours_starts()}
            type="datetime-local"
            required
            value={start}
            onChange={setStart}
            error={error('start')}
          />
          <Field
            label={m.counsellor_hours_ends()}
            type="datetime-local"
            required
            value={end}
            onChange={setEnd}
            error={error('end')}
          />
        </div>
        <div>
          <Button type="submit" look="secondary" busy={busy}>
            {m.counsellor_hours_add()}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
