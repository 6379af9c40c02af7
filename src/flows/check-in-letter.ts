import type { Tx } from '../db/client.ts'
import { queueLetter } from '../notify/outbox.ts'
import { wasTold, withdrawKind } from '../notify/record.store.ts'
import type { Ports } from '../ports.ts'
import { morningOf } from '../guidance/follow-up.ts'
import { followUpOf } from '../guidance/follow-up.store.ts'

/**
 * Queues the letter of a check-in that was agreed while the seeker had no address. Does nothing when none was
 * agreed, when it was told of already, or when it is answered or done.
 *
 * @param zone the service's, IANA: the letter goes out at nine there
 */
export async function queueCheckIn(tx: Tx, ports: Ports, bookingId: string, zone: string): Promise<void> {
  const agreed = await followUpOf(tx, bookingId)
  if (agreed?.kind !== 'check_in' || agreed.dueOn === null || agreed.repliedAt !== null || agreed.doneAt !== null)
    return
  if (await wasTold(tx, bookingId, 'follow_up_due')) return
  await withdrawKind(tx, bookingId, 'follow_up_due')
  await queueLetter(tx, ports, bookingId, 'follow_up_due', 'seeker', new Date(morningOf(agreed.dueOn, zone)))
}
