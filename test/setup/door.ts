import { secretHash } from '../../src/crypto/secret.ts'
import { knock } from '../../src/flows/door.store.ts'
import type { Ports } from '../../src/ports.ts'
import type { Participant } from '../../src/room/participant.store.ts'

/** Somebody knocks at the open door of a talk with the secret of their link. */
export async function comeToDoor(ports: Ports, bookingId: string, secret: string): Promise<Participant> {
  const knocked = await knock(ports.db, ports, { secretHash: await secretHash(secret), bookingId })
  if (!knocked?.who) throw new Error('the door is not open')
  return knocked.who
}
