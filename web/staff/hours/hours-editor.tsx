import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pencil, Trash2, Undo2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockTime, fullDate, sentence, shortDate, wholeTime, zoneName } from '../../i18n/time.ts'
import styles from '../staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { addException, addWeekly, changeWeekly, hoursQuery, removeException, removeWeekly } from './api.ts'
import type { Conflict, Exception, Hours, NewWeekly, Weekly } from './api.ts'
import { ExceptionForm } from './exception-form.tsx'
import { clockSaid, weekdayName } from './weekday.ts'
import { WeeklyForm, whatOf } from './weekly-form.tsx'

/**
 * What was done last, and the way back; what was added is taken away where it stands. `turn` tells two of a kind
 * apart.
 */
type Done = { turn: number; told: string; back: (() => Promise<Hours>) | null }

/** Hours of oneself, or of a colleague for a coordinator. What was changed or taken away can be put back at once. */
export function HoursEditor({ staffId }: { staffId?: string }) {
  const hours = useQuery(hoursQuery(staffId))
  const [done, setDone] = useState<Done | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const [left, setLeft] = useState<string | null>(null)
  const top = useRef<HTMLParagraphElement>(null)
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (act: () => Promise<Hours>) => act(),
    onSuccess: (now) => queries.setQueryData(hoursQuery(staffId).queryKey, now),
  })
  if (hours.isPending) return <Loading />
  if (hours.isError) return <ProblemNotice error={hours.error} onRetry={() => void hours.refetch()} />
  const { weekly, exceptions, conflicts, zone, today } = hours.data
  // What stands in sight wherever one is on the page; a field that was refused says so itself.
  const failed = change.error instanceof ApiProblem && change.error.errors.length > 0 ? null : change.error

  const tell = (told: string, back: Done['back']) =>
    setDone((before) => ({ turn: (before?.turn ?? 0) + 1, told, back }))

  function takeAway(act: () => Promise<Hours>, back: () => Promise<Hours>) {
    change.mutate(act, { onSuccess: () => tell(m.counsellor_hours_removed(), back) })
  }
  async function add(act: () => Promise<Hours>) {
    const now = await change.mutateAsync(act)
    tell(m.counsellor_hours_added(), null)
    // Which talks the absence has caught stands at the top, far from where it was added.
    if (now.conflicts.length > conflicts.length) top.current?.focus()
  }
  async function put(before: Weekly, after: NewWeekly) {
    await change.mutateAsync(() => changeWeekly(before.id, after, staffId))
    setEditing(null)
    tell(m.counsellor_hours_changed(), () => changeWeekly(before.id, withoutId(before), staffId))
  }
  function leave(id: string) {
    setEditing(null)
    setLeft(id)
  }

  return (
    <Stack gap={1.2}>
      <p ref={top} tabIndex={-1} className={styles.muted}>
        {m.counsellor_hours_zone({ zone: zoneName(zone) })}
      </p>
      {conflicts.length > 0 ? <Conflicts conflicts={conflicts} own={staffId === undefined} /> : null}
      <div className={styles.split}>
        <Card aria-labelledby="weekly-head">
          <Stack>
            <h2 id="weekly-head">{m.counsellor_hours_weekly()}</h2>
            {weekly.length === 0 ? <p>{m.counsellor_hours_none()}</p> : null}
            <ul className={styles.lines}>
              {[...weekly].sort(byDay).map((hours) =>
                hours.id === editing ? (
                  <li key={hours.id} className={styles.line}>
                    <WeeklyForm
                      zone={zone}
                      today={today}
                      given={hours}
                      busy={change.isPending}
                      onSave={(after) => put(hours, after)}
                      onCancel={() => leave(hours.id)}
                    />
                  </li>
                ) : (
                  <li key={hours.id} className={styles.line}>
                    <span>
                      <strong>
                        {sentence(weekdayName(hours.weekday))}{' '}
                        <span className={styles.nowrap}>
                          {clockSaid(hours.fromMinute)}–{clockSaid(hours.untilMinute)}
                        </span>
                      </strong>{' '}
                      <span className={styles.muted}>
                        {[
                          hours.untilMinute <= hours.fromMinute ? m.counsellor_hours_next_day() : '',
                          span(hours, today),
                          hours.zone === zone ? '' : zoneName(hours.zone),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </span>
                    <Row>
                      <Button
                        look="quiet"
                        icon={<Pencil aria-hidden />}
                        autoFocus={left === hours.id}
                        aria-label={m.counsellor_hours_change_label({ what: whatOf(hours) })}
                        onClick={() => setEditing(hours.id)}
                      >
                        {m.common_edit()}
                      </Button>
                      <Button
                        look="quiet"
                        icon={<Trash2 aria-hidden />}
                        aria-label={m.counsellor_hours_remove_label({ what: whatOf(hours) })}
                        onClick={() =>
                          takeAway(
                            () => removeWeekly(hours.id, staffId),
                            () => addWeekly(withoutId(hours), staffId),
                          )
                        }
                      >
                        {m.common_remove()}
                      </Button>
                    </Row>
                  </li>
                ),
              )}
            </ul>
            <WeeklyForm
              zone={zone}
              today={today}
              busy={change.isPending}
              onSave={(fresh) => add(() => addWeekly(fresh, staffId))}
            />
          </Stack>
        </Card>
        <Card aria-labelledby="exceptions-head">
          <Stack>
            <h2 id="exceptions-head">{m.counsellor_hours_exceptions()}</h2>
            {exceptions.length === 0 ? <p>{m.counsellor_hours_no_exceptions()}</p> : null}
            <ul className={styles.lines}>
              {exceptions.map((exception) => (
                <li key={exception.id} className={styles.firm}>
                  <span>
                    <strong>
                      {exception.kind === 'absence' ? m.counsellor_hours_absent() : m.counsellor_hours_extra()}
                    </strong>{' '}
                    {stretch(exception)}
                  </span>
                  <Button
                    look="quiet"
                    icon={<Trash2 aria-hidden />}
                    aria-label={m.counsellor_hours_remove_label({ what: stretch(exception) })}
                    onClick={() =>
                      takeAway(
                        () => removeException(exception.id, staffId),
                        () =>
                          addException(
                            {
                              kind: exception.kind,
                              start: exception.wall.start,
                              end: exception.wall.end,
                              zone: exception.wall.zone,
                            },
                            staffId,
                          ),
                      )
                    }
                  >
                    {m.common_remove()}
                  </Button>
                </li>
              ))}
            </ul>
            <ExceptionForm
              zone={zone}
              today={today}
              busy={change.isPending}
              onAdd={(fresh) => add(() => addException(fresh, staffId))}
            />
          </Stack>
        </Card>
      </div>
      {done || failed ? (
        <div className={styles.footing}>
          {failed ? <ProblemNotice error={failed} /> : null}
          {done && !failed ? (
            <Row key={done.turn} role="status">
              <span>{done.told}</span>
              {done.back ? (
                <Button
                  look="secondary"
                  autoFocus
                  busy={change.isPending}
                  icon={<Undo2 aria-hidden />}
                  onClick={() =>
                    done.back &&
                    change.mutate(done.back, {
                      onSuccess: () => {
                        setDone(null)
                        top.current?.focus({ preventScroll: true })
                      },
                    })
                  }
                >
                  {m.counsellor_undo()}
                </Button>
              ) : null}
            </Row>
          ) : null}
        </div>
      ) : null}
    </Stack>
  )
}

function Conflicts({ conflicts, own }: { conflicts: Conflict[]; own: boolean }) {
  return (
    <Notice tone="loss" alert title={m.counsellor_hours_conflicts({ count: conflicts.length })}>
      <p>{m.counsellor_hours_conflicts_text()}</p>
      <ul className={styles.tight}>
        {conflicts.map(({ bookingId, wall }) => (
          <li key={bookingId}>
            {own ? (
              <Link to="/staff/talk/$bookingId" params={{ bookingId }}>
                {wholeTime(wall)}
              </Link>
            ) : (
              wholeTime(wall)
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const byDay = (a: Weekly, b: Weekly) => a.weekday - b.weekday || a.fromMinute - b.fromMinute

const withoutId = ({ id: _, ...weekly }: Weekly) => weekly

function span({ firstDate, lastDate }: Weekly, today: string): string {
  if (lastDate !== null) return `${fullDate(firstDate)}–${fullDate(lastDate)}`
  return firstDate > today ? m.counsellor_hours_from({ date: fullDate(firstDate) }) : ''
}

function stretch({ wall }: Exception): string {
  const sameDay = wall.start.slice(0, 10) === wall.end.slice(0, 10)
  return sameDay
    ? wholeTime(wall)
    : `${shortDate(wall.start)} ${clockTime(wall.start)} – ${shortDate(wall.end)} ${clockTime(wall.end)}`
}
