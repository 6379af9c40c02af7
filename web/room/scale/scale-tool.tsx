import { type FormEvent, useState } from 'react'
import { questionMost } from '../../../src/guidance/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { AskedScale, CounsellorApi } from '../room-api.ts'
import type { Moment, Reading } from '../room-state.ts'
import { useAct } from '../use-act.ts'
import styles from './scale-tool.module.css'

type Props = {
  readings: Reading[]
  lastPhase: boolean
  api: Pick<CounsellorApi, 'askScale' | 'closeScale'>
  look(): Promise<void>
}

/** Asks the scale question at the start and again towards the end, and shows both readings beside each other. */
export function ScaleTool({ readings, lastPhase, api, look }: Props) {
  const { act, busy, failed } = useAct(look)
  const asked = readings.filter((reading) => reading.moment !== 'check_in')
  const open = asked.find((reading) => reading.open)
  return (
    <div className={styles.tool}>
      <ul className={styles.readings}>
        {asked.map((reading) => (
          <li key={reading.id}>
            <span className={styles.moment}>{momentName(reading.moment)}</span>
            <span>{reading.question}</span>
            <strong>
              {reading.value === null ? m.room_scale_waiting() : m.room_scale_value({ value: reading.value })}
            </strong>
          </li>
        ))}
      </ul>
      <Change readings={asked} />
      {open ? (
        <Button look="secondary" busy={busy} onClick={() => void act(() => api.closeScale(open.id))}>
          {m.room_scale_close()}
        </Button>
      ) : (
        <Ask
          key={asked.length}
          lastPhase={lastPhase}
          before={asked.at(-1)}
          busy={busy}
          ask={(scale) => act(() => api.askScale(scale))}
        />
      )}
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
    </div>
  )
}

/** From the first reading to the last one. */
function Change({ readings }: { readings: Reading[] }) {
  const answered = readings.filter((reading) => reading.value !== null)
  const first = answered[0]?.value
  const second = answered.length > 1 ? answered.at(-1)?.value : null
  if (first == null || second == null) return null
  return <p className={styles.change}>{m.room_scale_compare({ first, second })}</p>
}

function Ask({
  lastPhase,
  before,
  busy,
  ask,
}: {
  lastPhase: boolean
  before: Reading | undefined
  busy: boolean
  ask(scale: AskedScale): Promise<boolean>
}) {
  const [moment, setMoment] = useState<AskedScale['moment']>(lastPhase || before ? 'end' : 'start')
  const [written, setWritten] = useState<string | null>(null)
  // The second reading asks the first question again, so that the two can be compared.
  const question =
    written ?? before?.question ?? (moment === 'start' ? m.room_scale_default_start() : m.room_scale_default_end())
  function send(event: FormEvent) {
    event.preventDefault()
    if (question.trim() !== '') void ask({ moment, question: question.trim() })
  }
  return (
    <form className={styles.form} onSubmit={send}>
      <Select
        label={m.room_scale_moment()}
        value={moment}
        onChange={(value) => setMoment(value === 'end' ? 'end' : 'start')}
        options={[
          { value: 'start', label: m.room_scale_moment_start() },
          { value: 'end', label: m.room_scale_moment_end() },
        ]}
      />
      <TextArea
        label={m.room_scale_question()}
        rows={2}
        maxLength={questionMost}
        value={question}
        onChange={setWritten}
      />
      <Button type="submit" look="secondary" busy={busy}>
        {m.room_scale_ask()}
      </Button>
    </form>
  )
}

function momentName(moment: Moment): string {
  return moment === 'start' ? m.room_scale_moment_start() : m.room_scale_moment_end()
}
