import { useEffect, useState } from 'react'

/** Server time minus this browser's clock, in ms. Zero until the first answer. */
let offsetMs = 0

/** Takes `serverNow` out of an answer, whatever else is in it. */
export function hearServerNow(body: unknown): void {
  if (typeof body !== 'object' || body === null || !('serverNow' in body) || typeof body.serverNow !== 'string') return
  const serverMs = Date.parse(body.serverNow)
  if (Number.isFinite(serverMs)) offsetMs = serverMs - Date.now()
}

/** Milliseconds since the epoch by the server's clock. */
export const serverNow = (): number => Date.now() + offsetMs

/** The server's time, drawn again every `everyMs`. */
export function useServerNow(everyMs = 1000): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
