import { asc, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { sharedLink } from './schema.ts'

/** Pages that the counsellor shared in a meeting's room, oldest first. */
export async function linksOf(tx: Tx, meetingId: string) {
  return tx
    .select({ id: sharedLink.id, url: sharedLink.url, title: sharedLink.title, sharedAt: sharedLink.sharedAt })
    .from(sharedLink)
    .where(eq(sharedLink.meetingId, meetingId))
    .orderBy(asc(sharedLink.sharedAt), asc(sharedLink.id))
}

export async function addLink(
  tx: Tx,
  ports: Ports,
  meetingId: string,
  link: { url: string; title: string },
): Promise<void> {
  const sharedAt = new Date(ports.clock.now())
  await tx.insert(sharedLink).values({ id: ports.random.uuid(sharedAt.getTime()), meetingId, ...link, sharedAt })
}
