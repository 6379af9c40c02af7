import { useInfiniteQuery } from '@tanstack/react-query'
import { ChevronDown, Zap } from 'lucide-react'
import { useState } from 'react'
import { nearDate, nearDayName } from '../../client/near-day.ts'
import { serverNow } from '../../client/server-now.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { browserZone, clockTime, formatWall, sentence, zoneName } from '../../i18n/time.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { slots } from '../api.ts'
import type { Slot } from '../api.ts'
import { daysOf, partsOf, turnOf } from './days.ts'
import type { Day, PartOfDay } from './days.ts'
import styles from './time-picker.module.css'

type Props = {
  service: { id: string; zone: string; maxNoticeDays?: number }
  language?: string
  /** A talk that is moved: it keeps its counsellor, so only that person's times are offered. */
  moved?: { bookingId: string; secret: string }
  /** The time that was chosen before, if one was. */
  chosen?: string | null
  onChoose(slot: Slot): void
}

const minuteMs = 60_000
const dayMs = 86_400_000
/** So many days are asked for at a time. */
const windowDays = 28

/** Days as a strip, times as large buttons, the first free time offered at once. A list, not a grid. */
export function TimePicker({ service, language, moved, chosen, onChoose }: Props) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useFreeTimes(
    service,
    language,
    moved,
  )
  const [date, setDate] = useState<string | null>(null)
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading label={m.seeker_time_loading()} />

  const days = daysOf(data.pages.flatMap((page) => page.slots))
  const first = days[0]?.slots[0]
  const more = hasNextPage ? (
    <Button
      look="quiet"
      icon={<ChevronDown aria-hidden />}
      busy={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {m.seeker_time_more()}
    </Button>
  ) : null
  if (!first)
    return (
      <EmptyState title={m.seeker_time_none_title()} actions={more}>
        <p>{m.seeker_time_none_text()}</p>
      </EmptyState>
    )

  const chosenDay = days.find((day) => day.slots.some((slot) => slot.start === chosen))
  const day = days.find((one) => one.date === date) ?? chosenDay ?? days[0]
  return (
    <div className={styles.picker}>
      <Card dusk className={styles.first}>
        <p className={styles.firstLabel}>{m.seeker_time_first()}</p>
        <p className={styles.firstTime}>
          {sentence(nearDate(first.wall.start, first.wall.zone))} <strong>{clockTime(first.wall.start)}</strong>
        </p>
        <Button icon={<Zap aria-hidden />} onClick={() => onChoose(first)}>
          {m.seeker_time_take_first()}
        </Button>
      </Card>
      {data.pages.some((page) => page.elsewhere) ? (
        <p className={styles.zone}>
          {m.seeker_time_zone({ zone: zoneName(first.wall.zone), serviceZone: zoneName(service.zone) })}
        </p>
      ) : null}
      {data.pages.some((page) => !page.zoneKnown) ? (
        <p className={styles.zone}>{m.seeker_time_zone_unknown({ serviceZone: zoneName(service.zone) })}</p>
      ) : null}
      <DayStrip days={days} date={day?.date ?? ''} onChange={setDate} />
      {more}
      {day ? <Times day={day} chosen={chosen ?? null} onChoose={onChoose} /> : null}
    </div>
  )
}

function useFreeTimes(service: Props['service'], language: string | undefined, moved: Props['moved']) {
  const zone = browserZone()
  return useInfiniteQuery({
    queryKey: ['slots', service.id, language ?? '', zone, moved?.bookingId ?? ''],
    queryFn: ({ pageParam }) => {
      // The full minute: whoever asks in the same one shares a reading of the server's.
      const from = Math.floor(serverNow() / minuteMs) * minuteMs + pageParam * windowDays * dayMs
      return slots(
        service.id,
        {
          from: new Date(from).toISOString(),
          to: new Date(from + windowDays * dayMs).toISOString(),
          zone,
          ...(language && { language }),
          ...(moved && { moving: moved.bookingId }),
        },
        moved?.secret,
      )
    },
    initialPageParam: 0,
    getNextPageParam: (_page, _pages, last) =>
      (last + 1) * windowDays < (service.maxNoticeDays ?? windowDays) ? last + 1 : undefined,
    staleTime: 15_000,
    refetchOnMount: 'always',
  })
}

/** Times of one answer are all told in one zone. */
const zoneOf = (day: Day) => day.slots[0]?.wall.zone ?? browserZone()

function DayStrip({ days, date, onChange }: { days: Day[]; date: string; onChange(date: string): void }) {
  return (
    <fieldset>
      <legend className={styles.legend}>{m.seeker_time_day()}</legend>
      <div className={styles.strip}>
        {days.map((day) => (
          <label key={day.date} className={styles.day}>
            <input
              type="radio"
              name="day"
              value={day.date}
              checked={day.date === date}
              onChange={() => onChange(day.date)}
            />
            <span className={styles.weekday}>
              {nearDayName(day.date, zoneOf(day)) ?? formatWall(day.date, { weekday: 'short' })}
            </span>
            <span className={styles.number}>{formatWall(day.date, { day: 'numeric' })}</span>
            <span className={styles.month}>{formatWall(day.date, { month: 'short' })}</span>
            <span className="visually-hidden">{m.seeker_time_count({ count: day.slots.length })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Times({ day, chosen, onChoose }: { day: Day; chosen: string | null; onChoose(slot: Slot): void }) {
  return (
    <section aria-labelledby="day" className={styles.times}>
      <h2 id="day" aria-live="polite">
        {sentence(nearDate(day.date, zoneOf(day)))}
      </h2>
      {partsOf(day).map(({ part, slots: ofPart }) => (
        <div key={part} role="group" aria-label={partName(part)}>
          <h3 className={styles.part}>{partName(part)}</h3>
          <ul className={styles.list}>
            {ofPart.map((slot) => (
              <li key={slot.start}>
                <button
                  type="button"
                  className={styles.time}
                  aria-pressed={slot.start === chosen}
                  onClick={() => onChoose(slot)}
                >
                  {clockTime(slot.wall.start)}
                  <Turn turn={turnOf(slot, day)} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Turn({ turn }: { turn: 0 | 1 | 2 }) {
  if (turn === 0) return null
  return <small>{turn === 1 ? m.seeker_time_before_change() : m.seeker_time_after_change()}</small>
}

function partName(part: PartOfDay): string {
  if (part === 'morning') return m.seeker_time_morning()
  return part === 'day' ? m.seeker_time_midday() : m.seeker_time_evening()
}
