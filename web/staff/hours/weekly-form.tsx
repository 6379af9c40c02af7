import { useState } from 'react'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { sentence } from '../../i18n/time.ts'
import styles from '../staff.module.css'
import { useFirstWrong } from '../use-first-wrong.ts'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Field, Select } from '../../ui/field.tsx'
import type { NewWeekly, Weekly } from './api.ts'
import { clockOfMinute, endMinuteOf, minuteOfClock } from './minutes.ts'
import { clockSaid, weekdayName } from './weekday.ts'

type Props = {
  zone: string
  today: string
  onSave(hours: NewWeekly): Promise<unknown>
  /** Hours that are there already and keep their own zone; without them, new ones are added. */
  given?: Weekly
  busy: boolean
  onCancel?(): void
}

type Fault = 'fromMinute' | 'untilMinute' | 'firstDate' | 'lastDate'

/** Adds or changes hours that return every week. An end before the start runs into the next day, and says so. */
export function WeeklyForm({ zone, today, onSave, given, busy, onCancel }: Props) {
  const [weekday, setWeekday] = useState(String(given?.weekday ?? 1))
  const [from, setFrom] = useState(given ? clockOfMinute(given.fromMinute) : '17:00')
  const [until, setUntil] = useState(given ? clockOfMinute(given.untilMinute) : '20:00')
  const [firstDate, setFirstDate] = useState(given?.firstDate ?? today)
  const [lastDate, setLastDate] = useState(given?.lastDate ?? '')
  const [faults, setFaults] = useState<Partial<Record<Fault, string>>>({})
  const form = useFirstWrong<HTMLFormElement>(Object.keys(faults).length > 0 ? faults : null)
  const fromMinute = minuteOfClock(from)
  const untilMinute = endMinuteOf(until)
  const overnight = fromMinute !== null && untilMinute !== null && untilMinute <= fromMinute

  /** What was wrong is looked at anew with the next save. */
  const fill = (set: (text: string) => void) => (text: string) => {
    set(text)
    setFaults({})
  }
  async function save() {
    if (fromMinute === null || untilMinute === null)
      return setFaults({ [fromMinute === null ? 'fromMinute' : 'untilMinute']: m.common_field_missing() })
    if (fromMinute === untilMinute) return setFaults({ untilMinute: m.counsellor_hours_same_time() })
    if (lastDate !== '' && lastDate < firstDate) return setFaults({ lastDate: m.counsellor_hours_last_before_first() })
    setFaults({})
    await onSave({
      weekday: Number(weekday),
      fromMinute,
      untilMinute,
      zone: given?.zone ?? zone,
      firstDate,
      lastDate: lastDate || null,
    }).catch((error: unknown) => {
      if (error instanceof ApiProblem)
        setFaults(Object.fromEntries(error.errors.map(({ field }) => [field, m.common_field_wrong()])))
    })
  }
  return (
    <form
      ref={form}
      className={given ? styles.change : styles.addition}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void save()
      }}
    >
      <Stack>
        <h3>{given ? m.counsellor_hours_change_label({ what: whatOf(given) }) : m.counsellor_hours_add_weekly()}</h3>
        <div className={styles.fields}>
          <Select
            label={m.counsellor_hours_weekday()}
            value={weekday}
            onChange={setWeekday}
            options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: sentence(weekdayName(day)) }))}
          />
          <Field
            label={m.counsellor_hours_from_time()}
            type="time"
            required
            autoFocus={given !== undefined}
            value={from}
            onChange={fill(setFrom)}
            error={faults.fromMinute}
          />
          <Field
            label={m.counsellor_hours_until_time()}
            type="time"
            required
            value={until}
            onChange={fill(setUntil)}
            error={faults.untilMinute}
          />
          <Field
            label={m.counsellor_hours_first_date()}
            type="date"
            required
            value={firstDate}
            onChange={fill(setFirstDate)}
            error={faults.firstDate}
          />
          <Field
            label={m.counsellor_hours_last_date()}
            mark={m.common_optional()}
            type="date"
            value={lastDate}
            onChange={fill(setLastDate)}
            error={faults.lastDate}
          />
        </div>
        <p className={styles.muted} role="status">
          {overnight ? m.counsellor_hours_overnight({ time: clockSaid(untilMinute) }) : ''}
        </p>
        <Row>
          <Button type="submit" look={given ? 'primary' : 'secondary'} busy={busy}>
            {given ? m.common_save() : m.counsellor_hours_add()}
          </Button>
          {onCancel ? (
            <Button look="quiet" onClick={onCancel}>
              {m.common_cancel()}
            </Button>
          ) : null}
        </Row>
      </Stack>
    </form>
  )
}

/** Names the hours in the labels of their buttons. */
export const whatOf = ({ weekday, fromMinute }: Weekly): string => `${weekdayName(weekday)} ${clockSaid(fromMinute)}`
