import { and, count, eq, gt, inArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { booking } from './schema.ts'

/** How many booked talks each of these counsellors still has to hold; those without any are left out. */
export async function talksAhead(tx: Tx, counsellorIds: string[], nowMs: number): Promise<Map<string, number>> {
  if (counsellorIds.length === 0) return new Map()
  const rows = await tx
    .select({ counsellorId: booking.counsellorId, talks: count() })
    .from(booking)
    .where(
      and(
        inArray(booking.counsellorId, counsellorIds),
        eq(booking.state, 'booked'),
        gt(booking.endsAt, new Date(nowMs)),
      ),
    )
    .groupBy(booking.counsellorId)
  return new Map(rows.map(({ counsellorId, talks }) => [counsellorId, talks]))
}

/** How many talks of a case are booked and not over. */
export async function talksAheadOfCase(tx: Tx, caseId: string, nowMs: number): Promise<number> {
  return tx.$count(
    booking,
    and(eq(booking.caseId, caseId), eq(booking.state, 'booked'), gt(booking.endsAt, new Date(nowMs))),
  )
}
