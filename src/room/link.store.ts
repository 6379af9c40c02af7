import { asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { meeting } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { roomMost } from './limits.ts'
import { sharedLink } from './schema.ts'

/** Pages that the counsellor shared in a meeting's room, oldest first. */
export async function linksOf(tx: Tx, meetingId: string) {
  return tx
    .select({ id: sharedLink.id, url: sharedLink.url, title: sharedLink.title, sharedAt: sharedLink.sharedAt })
    .from(sharedLink)
    .where(eq(sharedLink.meetingId, meetingId))
    .orderBy(asc(sharedLink.sharedAt), asc(sharedLink.id))
    .limit(roomMost.links)
}

/** @throws Problem 409 `enough` when the room has as many as it may */
export async function addLink(
  db: Db,
  ports: Ports,
  meetingId: string,
  link: { url: string; title: string },
): Promise<void> {
  const sharedAt = new Date(ports.clock.now())
  const id = ports.random.uuid(sharedAt.getTime())
  await db.transaction(async function addInTurn(tx) {
    await refuseBeyond(tx, { parent: meeting.id, id: meetingId, of: sharedLink.meetingId, most: roomMost.links })
    await tx.insert(sharedLink).values({ id, meetingId, ...link, sharedAt })
  })
}
