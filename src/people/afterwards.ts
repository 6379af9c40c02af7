import type { Context } from 'hono'

/** Work that the answer does not wait for. On Workers the request is kept alive for it; Node lives on anyway. */
export function afterwards(c: Context, work: Promise<void>): void {
  try {
    c.executionCtx.waitUntil(work)
  } catch {
    // Hono throws where there is no execution context: on Node.
  }
}
