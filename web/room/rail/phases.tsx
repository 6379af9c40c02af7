import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useServerNow } from '../../client/server-now.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CounsellorApi } from '../room-api.ts'
import type { Method, Phase, RoomState } from '../room-state.ts'
import { useAct } from '../use-act.ts'
import { neighbours, railClock } from './clock.ts'
import styles from './rail.module.css'

type Props = { state: RoomState; method: Method; api: Pick<CounsellorApi, 'stepTo'>; look(): Promise<void> }

/** The method's phases with a clock: where the talk is, what to ask, and a quiet word when the last phase is due. */
export function Phases({ state, method, api, look }: Props) {
  const now = useServerNow(5_000)
  const { act, busy, failed } = useAct(look)
  const locale = localeNow()
  const phase = state.phase ?? null
  const clock = railClock({
    phases: method.phases,
    phase,
    steps: (state.steps ?? []).map((step) => ({ phase: step.phase, at: Date.parse(step.at) })),
    startedAt: state.startedAt ? Date.parse(state.startedAt) : null,
    start: Date.parse(state.start),
    end: Date.parse(state.end),
    now,
  })
  const at = method.phases.findIndex((each) => each.id === phase)
  const current = method.phases[at]
  const last = method.phases.at(-1)
  const go = (to: Phase) => void act(() => api.stepTo(to.id))
  return (
    <section className={styles.phases} aria-label={m.room_rail_phases()}>
      <div className={styles.clock}>
        <FourArcs lit={lit(at, method.phases.length)} current={at >= 0 ? Math.min(3, at) : undefined} size="medium" />
        <p className={styles.left}>
          {clock.over ? m.room_rail_over() : m.room_rail_left({ minutes: clock.leftMinutes })}
        </p>
      </div>
      <div className={styles.bar} aria-hidden>
        <span style={{ width: `${clock.passed * 100}%` }} />
      </div>
      <ol className={styles.steps}>
        {method.phases.map((each, index) => {
          const time = clock.phases[index]
          const isCurrent = each.id === phase
          return (
            <li key={each.id}>
              <button
                type="button"
                className={styles.step}
                aria-current={isCurrent ? 'step' : undefined}
                onClick={() => !busy && !isCurrent && go(each)}
              >
                <span>{each.title[locale]}</span>
                <span className={styles.time}>
                  {time ? m.room_rail_suggested({ spent: time.spentMinutes, suggested: time.suggestedMinutes }) : null}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
      <p className={styles.cue} role="status">
        {clock.timeForLast && last ? m.room_rail_time_for_last({ phase: last.title[locale] }) : ''}
      </p>
      {current ? (
        <>
          <h2>{m.room_rail_prompts()}</h2>
          <ul className={styles.prompts}>
            {current.prompts.map((prompt) => (
              <li key={prompt.sv}>{prompt[locale]}</li>
            ))}
          </ul>
        </>
      ) : null}
      <Steps phases={method.phases} phase={phase} busy={busy} go={go} />
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
    </section>
  )
}

function Steps({
  phases,
  phase,
  busy,
  go,
}: {
  phases: Phase[]
  phase: string | null
  busy: boolean
  go(to: Phase): void
}) {
  const { before, after } = neighbours(phases, phase)
  const locale = localeNow()
  return (
    <div className={styles.acts}>
      {after ? (
        <Button icon={<ArrowRight aria-hidden />} busy={busy} onClick={() => go(after)}>
          {phase === null
            ? m.room_rail_begin({ phase: after.title[locale] })
            : m.room_rail_forward({ phase: after.title[locale] })}
        </Button>
      ) : null}
      {before ? (
        <Button look="quiet" icon={<ArrowLeft aria-hidden />} busy={busy} onClick={() => go(before)}>
          {m.room_rail_back({ phase: before.title[locale] })}
        </Button>
      ) : null}
    </div>
  )
}

/** The mark has four arcs; a method with another number of phases lights its share of them. */
const lit = (at: number, count: number) => Math.round(((at + 1) / count) * 4)
