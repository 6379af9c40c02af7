import { useState } from 'react'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { sentence } from '../../i18n/time.ts'
import styles from '../../staff/staff.module.css'
import { useFirstWrong } from '../../staff/use-first-wrong.ts'
import { Button } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { Field, Select } from '../../ui/field.tsx'
import type { NewWeekly } from './api.ts'
import { endMinuteOf, minuteOfClock } from './minutes.ts'
import { weekdayName } from './weekday.ts'

/** Adds hours that return every week. An end before the start runs into the next day, and says so. */
export function WeeklyForm({ zone, today, onAdd }: { zone: string; today: string; onAdd(fresh: NewWeekly): Promise<unknown> }) {
  const [weekday, setWeekday] = useState('1')
  const [from, setFrom] = useState('17:00')
  const [until, setUntil] = useState('20:00')
  const [firstDate, setFirstDate] = useState(today)
  const [lastDate, setLastDate] = useState('')
  const [wrong, setWrong] = useState<string[]>([])
  const form = useFirstWrong<HTMLFormElement>(wrong.length > 0 ? wrong : null)
  const fromMinute = minuteOfClock(from)
  const untilMinute = endMinuteOf(until)
  const overnight = fromMinute !== null && untilMinute !== null && untilMinute <= fromMinute

  async function add() {
    if (fromMinute === null || untilMinute === null) return setWrong([fromMinute === null ? 'fromMinute' : 'untilMinute'])
    setWrong([])
    await onAdd({ weekday: Number(weekday), fromMinute, untilMinute, zone, firstDate, lastDate: lastDate || null }).catch((error: unknown) => {
      if (error instanceof ApiProblem) setWrong(error.errors.map(({ field }) => field))
    })
  }
  const error = (field: string) => (wrong.includes(field) ? m.staff_field_wrong() : undefined)
  return (
    <form ref={form} className={styles.addition} onSubmit={(event) => { event.preventDefault(); void add() }}>
      <Stack>
        <h3>{m.counsellor_hours_add_weekly()}</h3>
        <div className={styles.fields}>
          <Select label={m.counsellor_hours_weekday()} value={weekday} onChange={setWeekday} options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: sentence(weekdayName(day)) }))} />
          <Field label={m.counsellor_hours_from_time()} type="time" required value={from} onChange={setFrom} error={error('fromMinute')} />
          <Field label={m.counsellor_hours_until_time()} type="time" required value={until} onChange={setUntil} error={error('untilMinute')} />
          <Field label={m.counsellor_hours_first_date()} type="date" required value={firstDate} onChange={setFirstDate} error={error('firstDate')} />
          <Field label={m.counsellor_hours_last_date()} mark={m.common_optional()} type="date" min={firstDate} value={lastDate} onChange={setLastDate} error={error('lastDate')} />
        </div>
        <p className={styles.muted} role="status">{overnight ? m.counsellor_hours_overnight() : ''}</p>
        <div><Button type="submit" look="secondary">{m.counsellor_hours_add()}</Button></div>
      </Stack>
    </form>
  )
}
