import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { sealValue } from './case-key.store.ts'
import { changeBooking } from './meeting.store.ts'
import { cellOfTopic } from './talk.store.ts'

/** What a talk is to be about, as its seeker says it now; `null` takes it back. Call with its meeting locked. */
export async function changeTopic(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random' | 'settings'>,
  { id }: { id: string },
  topic: string | null,
): Promise<void> {
  const sealed =
    topic === null ? null : await sealValue(tx, ports, { bookingId: id, cell: cellOfTopic(id), value: topic })
  await changeBooking(tx, id, { topic: sealed }, ports.clock.now())
}
