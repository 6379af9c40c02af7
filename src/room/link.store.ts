import { asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { keyColumns, openKey, openValue, sealerFor } from '../meeting/case-key.store.ts'
import { booking, caseKey, meeting } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { roomMost } from './limits.ts'
import { sharedLink } from './schema.ts'

/** Pages that the counsellor shared in a meeting's room, oldest first. */
export async function linksOf(tx: Tx, ports: Ports, meetingId: string) {
  const { id, url, title, sharedAt } = sharedLink
  const rows = await tx
    .select({ ...keyColumns, id, url, title, sharedAt })
    .from(sharedLink)
    .innerJoin(booking, eq(booking.meetingId, sharedLink.meetingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where(eq(sharedLink.meetingId, meetingId))
    .orderBy(asc(sharedAt), asc(id))
    .limit(roomMost.links)
  // One talk is of one case.
  const key = await openKey(ports, rows[0])
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      url: await openValue(key, cellOfUrl(row.id), row.url),
      title: await openValue(key, cellOfTitle(row.id), row.title),
      sharedAt: row.sharedAt,
    })),
  )
}

export const cellOfUrl = (id: string) => ({ column: sharedLink.url, row: id })
export const cellOfTitle = (id: string) => ({ column: sharedLink.title, row: id })

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
    const seal = await sealerFor(tx, ports, { meetingId })
    const [url, title] = [await seal(cellOfUrl(id), link.url), await seal(cellOfTitle(id), link.title)]
    await tx.insert(sharedLink).values({ id, meetingId, url, title, sharedAt })
  })
}
