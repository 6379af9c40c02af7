import type { Context } from 'hono'

/**
 * Whether a request failed because its client went away in the middle of it, as phones do. Node tells that with the
 * same code as a lost connection to the database, which Drizzle wraps: only what has no cause is the client's.
 */
export function isHangUp(error: Error, c: Context): boolean {
  if (error.cause !== undefined || !c.req.raw.signal.aborted) return false
  return /^(aborted|Error: aborted|Client connection prematurely closed\.)$/.test(error.message)
}
