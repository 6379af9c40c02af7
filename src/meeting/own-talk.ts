import type { Context } from 'hono'
import { z } from 'zod'
import { talkRecord } from './record.store.ts'
import type { TalkRecord } from './record.store.ts'
import { notFound } from '../http/problem.ts'
import type { StaffEnv } from '../people/session.ts'

/**
 * The talk that a counsellor's call is about. Only the talk's own counsellor reads what was said in it: for
 * everybody else, coordinators too, it is not there.
 *
 * @throws Problem 404 `not-found`
 */
export async function ownTalk(c: Context<StaffEnv>): Promise<TalkRecord> {
  const bookingId = idOf(c, 'id')
  const talk = await talkRecord(c.var.ports.db, bookingId)
  if (!talk || talk.counsellorId !== c.var.staff.id) throw notFound('This talk')
  return talk
}

/** An id out of the address. What is no UUID names nothing: 404, before the database is asked. */
export function idOf(c: Context, name: string): string {
  const id = z.uuid().safeParse(c.req.param(name))
  if (!id.success) throw notFound()
  return id.data
}
