/** The quiet time of a reflection pause. Instants in milliseconds by the server's clock. */
type QuietTime = { leftSeconds: number; wholeSeconds: number; over: boolean }

export function quietTime(pause: { startsAt: number; endsAt: number }, now: number): QuietTime {
  const wholeSeconds = Math.round((pause.endsAt - pause.startsAt) / 1000)
  const leftSeconds = Math.min(wholeSeconds, Math.max(0, Math.ceil((pause.endsAt - now) / 1000)))
  return { leftSeconds, wholeSeconds, over: leftSeconds === 0 }
}

/** `95` as `1:35`. */
export function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
