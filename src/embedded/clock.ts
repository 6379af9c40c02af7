import { tick } from '../tick.ts'
import type { Ports } from '../ports.ts'

const everyMs = 2000

/**
 * Ticks every two seconds, never twice at once: the next one is counted from the end of the last.
 *
 * @returns stops, after the running tick
 */
export function startTicking(ports: Ports): () => Promise<void> {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const next = () => {
    if (!stopping)
      timer = setTimeout(() => {
        running = tick(ports).finally(next)
      }, everyMs)
  }
  next()
  return async () => {
    stopping = true
    clearTimeout(timer)
    await running
  }
}
