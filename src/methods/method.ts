import type { Text } from '../words/language.ts'

/** A guidance method: phases in their order, with prompts for the counsellor. The shares sum to 1. */
export type Method = { id: string; name: Text; phases: Phase[] }

export type Phase = {
  id: string
  title: Text
  /** Suggested share of the talk's time, 0 to 1. */
  share: number
  prompts: Text[]
}

export type Step = { phase: string; at: Date }

/** True when `phase` is one of the method's. */
export const hasPhase = (method: Method, phase: string) => method.phases.some(({ id }) => id === phase)

/**
 * When each phase would begin and end if the talk kept to the suggested shares. A suggestion, not a rule:
 * stepping back is normal.
 *
 * @param startMs when the talk began, epoch ms
 * @param minutes how long it takes
 */
export function shareClock(method: Method, startMs: number, minutes: number) {
  const ends = method.phases.map((_, index) =>
    Math.round(startMs + minutes * 60_000 * sum(method.phases.slice(0, index + 1).map(({ share }) => share))),
  )
  return method.phases.map(({ id }, index) => ({
    id,
    fromMs: ends[index - 1] ?? startMs,
    untilMs: ends[index] ?? startMs,
  }))
}

/** The phase that the shares suggest at `nowMs`: the first before the talk, the last when its time has run out. */
export function suggestedPhase(method: Method, startMs: number, minutes: number, nowMs: number): string | null {
  const clock = shareClock(method, startMs, minutes)
  return (clock.find(({ untilMs }) => nowMs < untilMs) ?? clock.at(-1))?.id ?? null
}

/** The quiet cue: true from when the last phase's share of the time begins. */
export function timeForKonklusion(method: Method, startMs: number, minutes: number, nowMs: number): boolean {
  const last = shareClock(method, startMs, minutes).at(-1)
  return last !== undefined && nowMs >= last.fromMs
}

/** Milliseconds spent in each phase so far, from the logged steps; a phase that was returned to counts both times. */
export function timeSpent(steps: readonly Step[], untilMs: number): Record<string, number> {
  const inOrder = steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const spent: Record<string, number> = {}
  inOrder.forEach(({ phase, at }, index) => {
    const leftMs = inOrder[index + 1]?.at.getTime() ?? untilMs
    spent[phase] = (spent[phase] ?? 0) + Math.max(0, leftMs - at.getTime())
  })
  return spent
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
