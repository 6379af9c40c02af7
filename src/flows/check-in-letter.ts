import type { Tx } from '../db/client.ts'
import { agreedOf } from '../guidance/follow-up.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { queueFollowUpLetter } from './follow-up-letter.ts'

/**
 * Queues the letter of a check-in that was agreed while the seeker had no address. Does nothing when none was
 * agreed, when it was told of already, or when it is answered or done.
 */
export async function queueCheckIn(tx: Tx, ports: Ports, talk: Talk): Promise<void> {
  const agreed = await agreedOf(tx, talk.id)
  if (agreed?.kind !== 'check_in' || agreed.repliedAt !== null || agreed.doneAt !== null) return
  await queueFollowUpLetter(tx, ports, talk, agreed)
}
