import { and, desc, eq, exists, lt, notInArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { lettingIn } from './letter.ts'
import { caughtMail, letter } from './schema.ts'
import { withoutKeys } from './without-keys.ts'

type CaughtMail = typeof caughtMail.$inferSelect

/** As many as somebody who tries the program out will look at. */
const kept = 500
const pageLength = 50

export async function keepMail(tx: Tx, mail: CaughtMail): Promise<void> {
  await tx.insert(caughtMail).values(mail).onConflictDoNothing({ target: caughtMail.messageId })
  const newest = tx.select({ id: caughtMail.id }).from(caughtMail).orderBy(desc(caughtMail.id)).limit(kept)
  await tx.delete(caughtMail).where(notInArray(caughtMail.id, newest))
}

/** Whose mail somebody may read: `'all'` at the machine itself, else a coordinator's. */
export type MailReader = 'all' | { organisationId: string; email: string }

/** The newest first; `next` is the cursor of the following page, null at the end. */
export async function caughtMails(tx: Tx, reader: MailReader, cursor: string | undefined) {
  const { id, recipient, subject, caughtAt } = caughtMail
  const rows = await tx
    .select({ id, to: recipient, subject, caughtAt })
    .from(caughtMail)
    .where(and(readableBy(tx, reader), cursor === undefined ? undefined : lt(caughtMail.id, cursor)))
    .orderBy(desc(caughtMail.id))
    .limit(pageLength + 1)
  const mails = rows.slice(0, pageLength)
  return { mails, next: rows.length > pageLength ? (mails.at(-1)?.id ?? null) : null }
}

/** One mail; of one that is not to them a coordinator sees no link that opens anything. */
export async function caughtMailById(tx: Tx, reader: MailReader, mailId: string) {
  const [found] = await tx
    .select()
    .from(caughtMail)
    .where(and(readableBy(tx, reader), eq(caughtMail.id, mailId)))
  if (!found) return null
  return reader === 'all' || found.recipient === reader.email ? { ...found, withheld: false } : withoutKeys(found)
}

/**
 * A coordinator reads the outbox's letters of their organisation, and what came to their own address, but no letter that
 * signs somebody else in. A Message-ID begins with the letter's id.
 */
function readableBy(tx: Tx, reader: MailReader): SQL | undefined {
  if (reader === 'all') return undefined
  const ofOrganisation = tx
    .select({ id: letter.id })
    .from(letter)
    .where(
      and(
        eq(letter.organisationId, reader.organisationId),
        notInArray(letter.kind, lettingIn),
        sql`${letter.id}::text = substr(${caughtMail.messageId}, 2, 36)`,
      ),
    )
  return or(eq(caughtMail.recipient, reader.email), exists(ofOrganisation))
}
