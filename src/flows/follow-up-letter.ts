import type { Tx } from '../db/client.ts'
import { letterOn, morningOf } from '../guidance/follow-up.ts'
import type { FollowUp } from '../guidance/follow-up.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { queueLetter } from '../notify/outbox.ts'
import { withdrawKind } from '../notify/record.store.ts'
import type { Ports } from '../ports.ts'

/**
 * Queues the letter of the day on which somebody is to be in touch, if there is such a day; it goes out at nine in the
 * service's zone. One that waited for another day, or for another kind of contact, is taken back.
 */
export async function queueFollowUpLetter(
  tx: Tx,
  ports: Ports,
  talk: Talk,
  { kind, dueOn }: Pick<FollowUp, 'kind' | 'dueOn'>,
): Promise<void> {
  await withdrawKind(tx, talk.id, 'follow_up_due')
  const recipient = letterOn(kind)
  if (recipient === null || dueOn === null) return
  const dueAt = new Date(morningOf(dueOn, talk.serviceZone))
  await queueLetter(tx, ports, talk, { kind: 'follow_up_due', recipient, dueAt, event: dueOn })
}
