/** A reflection pause lasts between one minute and ten. */
export const pauseSeconds = { least: 60, most: 600 }

export type Pause = { id: string; startsAt: Date; endsAt: Date; endedAt: Date | null }

/** The pause that runs at that moment: it ends by the clock, or early when somebody ends it. */
export function runningPause(pauses: readonly Pause[], nowMs: number): Pause | null {
  return (
    pauses.find(
      ({ startsAt, endsAt, endedAt }) => endedAt === null && startsAt.getTime() <= nowMs && nowMs < endsAt.getTime(),
    ) ?? null
  )
}
