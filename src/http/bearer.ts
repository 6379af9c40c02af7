import type { Context } from 'hono'
import { problemWith } from './problem.ts'

/** The secret of `Authorization: Bearer`, or `null` without one. */
export function bearer(c: Context): string | null {
  return /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null
}

export const wrongSecret = () =>
  problemWith({ 'www-authenticate': 'Bearer' }, 401, 'unauthorized', 'This link does not open anything.')
