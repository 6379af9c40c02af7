import type { Phase } from '../room-state.ts'

/** Where the talk stands in its time. Minutes are whole and never negative. */
type RailClock = {
  passedMinutes: number
  leftMinutes: number
  /** Part of the booked time that has passed, 0 to 1. */
  passed: number
  over: boolean
  phases: PhaseTime[]
  /** Quietly true when it is time for the last phase and the counsellor is not yet in it. */
  timeForLast: boolean
}

type PhaseTime = { id: string; suggestedMinutes: number; spentMinutes: number; current: boolean }

/**
 * Reads the rail's clock. All times are milliseconds since the epoch by the server's clock. The time counts from when
 * the talk really began, and still ends when it was booked to end: who begins late has less left, not more.
 */
export function railClock(talk: {
  phases: Phase[]
  phase: string | null
  steps: { phase: string; at: number }[]
  startedAt: number | null
  start: number
  end: number
  now: number
}): RailClock {
  const began = talk.startedAt ?? talk.start
  const whole = Math.max(talk.end - began, 60_000)
  const ran = Math.max(0, talk.now - began)
  const spent = timeInPhases(talk.steps, talk.now)
  const last = talk.phases.at(-1)
  const lastStarts = last ? talk.end - last.share * whole : talk.end
  return {
    passedMinutes: minutes(ran),
    leftMinutes: Math.max(0, Math.ceil((talk.end - talk.now) / 60_000)),
    passed: Math.min(1, ran / whole),
    over: talk.now >= talk.end,
    phases: talk.phases.map((phase) => ({
      id: phase.id,
      suggestedMinutes: Math.max(1, Math.round((phase.share * whole) / 60_000)),
      spentMinutes: minutes(spent.get(phase.id) ?? 0),
      current: phase.id === talk.phase,
    })),
    timeForLast: last !== undefined && talk.phase !== null && talk.phase !== last.id && talk.now >= lastStarts,
  }
}

/** Milliseconds in each phase; a phase that was come back to counts all of its stays. */
function timeInPhases(steps: { phase: string; at: number }[], now: number): Map<string, number> {
  const spent = new Map<string, number>()
  steps.forEach((step, index) => {
    const until = steps[index + 1]?.at ?? now
    spent.set(step.phase, (spent.get(step.phase) ?? 0) + Math.max(0, until - step.at))
  })
  return spent
}

const minutes = (ms: number) => Math.floor(ms / 60_000)

/** The phases beside `phase`; before the first step only the first phase is ahead. */
export function neighbours(phases: Phase[], phase: string | null): { before: Phase | null; after: Phase | null } {
  const at = phases.findIndex((each) => each.id === phase)
  return { before: at > 0 ? (phases[at - 1] ?? null) : null, after: phases[at + 1] ?? null }
}
