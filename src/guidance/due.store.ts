import { and, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { followUp } from './schema.ts'

/** The contact that was agreed after each talk and is neither done nor answered yet, by booking id. */
export async function openContacts(tx: Tx, bookingIds: string[]): Promise<Map<string, 'check_in' | 'call'>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ bookingId: followUp.bookingId, kind: followUp.kind })
    .from(followUp)
    .where(and(inArray(followUp.bookingId, bookingIds), isNull(followUp.doneAt), isNull(followUp.repliedAt)))
  return new Map(
    rows.flatMap(({ bookingId, kind }) => (kind === 'check_in' || kind === 'call' ? [[bookingId, kind] as const] : [])),
  )
}
