import { asc, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { konklusionComment } from './schema.ts'

type Comment = { version: number; writtenBy: 'seeker' | 'counsellor'; text: string; at: Date }

/** What was said of the versions of a talk's Konklusion, oldest first. */
export async function commentsOf(tx: Tx, bookingId: string): Promise<Comment[]> {
  const { version, writtenBy, text, at, id } = konklusionComment
  return tx
    .select({ version, writtenBy, text, at })
    .from(konklusionComment)
    .where(eq(konklusionComment.bookingId, bookingId))
    .orderBy(asc(at), asc(id))
}

export async function addComment(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  comment: Pick<Comment, 'version' | 'writtenBy' | 'text'>,
): Promise<void> {
  const at = new Date(ports.clock.now())
  await tx.insert(konklusionComment).values({ id: ports.random.uuid(at.getTime()), bookingId, ...comment, at })
}
