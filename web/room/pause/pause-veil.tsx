import { useEffect, useState } from 'react'
import { serverNow, useServerNow } from '../../client/server-now.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import type { Pause } from '../room-state.ts'
import { minutesAndSeconds, quietTime } from './pause.ts'
import styles from './pause.module.css'

/** Dims the room while both think, with the quiet time running. Says so once, and once when it is over. */
export function PauseVeil({ pause, mayEnd, onEnd }: { pause: Pause | null; mayEnd: boolean; onEnd(): void }) {
  const running = useRunning(pause)
  const [said, setSaid] = useState('')
  const minutes = running ? Math.round((Date.parse(running.endsAt) - Date.parse(running.startsAt)) / 60_000) : null
  useEffect(() => {
    if (minutes !== null) setSaid(m.room_pause_began({ minutes: Math.max(1, minutes) }))
    else setSaid((before) => (before === '' ? '' : m.room_pause_over()))
  }, [minutes])
  return (
    <>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {running ? <Veil pause={running} onEnd={mayEnd ? onEnd : null} /> : null}
    </>
  )
}

/** The pause while it runs. Its end comes from the clock, not from the next look at the server. */
function useRunning(pause: Pause | null): Pause | null {
  const [, drawAgain] = useState(0)
  const endsAt = pause?.endsAt
  useEffect(() => {
    if (!endsAt) return
    const timer = setTimeout(() => drawAgain((count) => count + 1), Math.max(0, Date.parse(endsAt) - serverNow()) + 20)
    return () => clearTimeout(timer)
  }, [endsAt])
  return pause && Date.parse(pause.endsAt) > serverNow() ? pause : null
}

function Veil({ pause, onEnd }: { pause: Pause; onEnd: (() => void) | null }) {
  const now = useServerNow(500)
  const { leftSeconds, wholeSeconds } = quietTime(
    { startsAt: Date.parse(pause.startsAt), endsAt: Date.parse(pause.endsAt) },
    now,
  )
  const lit = Math.ceil((leftSeconds / Math.max(1, wholeSeconds)) * 4)
  return (
    <section className={styles.veil} aria-label={m.room_pause_title()}>
      <FourArcs lit={lit} size="large" />
      <h2>{m.room_pause_title()}</h2>
      <p>{m.room_pause_text()}</p>
      <p className={styles.time} role="timer" aria-label={m.room_pause_left()}>
        {minutesAndSeconds(leftSeconds)}
      </p>
      {onEnd ? (
        <Button look="secondary" onClick={onEnd}>
          {m.room_pause_end()}
        </Button>
      ) : null}
    </section>
  )
}
