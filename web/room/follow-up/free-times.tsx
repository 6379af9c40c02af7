import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { clockTime, longDate } from '../../i18n/time.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { FieldError } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { type FreeTime, followUpTimes } from '../konklusion/konklusion-api.ts'
import styles from '../konklusion/konklusion.module.css'

/** So many days are shown at first: who plans the next talk seldom needs more. */
const daysAtFirst = 5

/** Free times of the same counsellor, by day. */
export function FreeTimes({
  bookingId,
  chosen,
  choose,
  error,
}: {
  bookingId: string
  chosen: string
  choose(start: string): void
  error: string | undefined
}) {
  const times = useQuery({
    queryKey: ['follow-up-times', bookingId],
    queryFn: () => followUpTimes(bookingId),
    staleTime: 30_000,
  })
  const [days, setDays] = useState(daysAtFirst)
  const name = useId()
  if (times.isError) return <ProblemNotice error={times.error} onRetry={() => void times.refetch()} />
  if (!times.data) return <p>{m.room_f_slots_loading()}</p>
  const byDay = [...groupByDay(times.data.slots)]
  if (byDay.length === 0)
    return (
      <Notice>
        <p>{m.room_f_slots_none()}</p>
      </Notice>
    )
  return (
    <fieldset className={styles.times} aria-describedby={`${name}-error`}>
      <legend>{m.room_f_slot()}</legend>
      {byDay.slice(0, days).map(([day, slots]) => (
        <div key={day}>
          <h4>{longDate(day)}</h4>
          <div className={styles.slots}>
            {slots.map((slot) => (
              <Time key={slot.start} slot={slot} name={name} chosen={slot.start === chosen} choose={choose} />
            ))}
          </div>
        </div>
      ))}
      <FieldError id={`${name}-error`} error={error} />
      {byDay.length > days ? (
        <Button look="quiet" onClick={() => setDays(days + daysAtFirst)}>
          {m.room_f_slots_more()}
        </Button>
      ) : null}
    </fieldset>
  )
}

function groupByDay(slots: FreeTime[]): Map<string, FreeTime[]> {
  const days = new Map<string, FreeTime[]>()
  for (const slot of slots) {
    const day = slot.wall.start.slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), slot])
  }
  return days
}

function Time({
  slot,
  name,
  chosen,
  choose,
}: {
  slot: FreeTime
  name: string
  chosen: boolean
  choose(start: string): void
}) {
  return (
    <label className={styles.slot}>
      <input type="radio" name={name} checked={chosen} onChange={() => choose(slot.start)} />
      {clockTime(slot.wall.start)}
    </label>
  )
}
