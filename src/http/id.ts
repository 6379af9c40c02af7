import type { Context } from 'hono'
import { notFound } from './problem.ts'

/** True for what PostgreSQL takes as a uuid: an unknown id is a 404, a malformed one too. */
export const isId = (text: string | undefined): text is string =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text ?? '')

/** An id out of the address. What is no UUID names nothing: 404, before the database is asked. */
export function idOf(c: Context, name: string): string {
  const id = c.req.param(name)
  if (!isId(id)) throw notFound()
  return id
}
