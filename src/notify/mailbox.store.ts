import { desc, eq, lt, notInArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { caughtMail } from './schema.ts'

type CaughtMail = typeof caughtMail.$inferSelect

/** As many as somebody who tries the program out will look at. */
const kept = 500
const pageLength = 50

export async function keepMail(tx: Tx, mail: CaughtMail): Promise<void> {
  await tx.insert(caughtMail).values(mail).onConflictDoNothing({ target: caughtMail.messageId })
  const newest = tx.select({ id: caughtMail.id }).from(caughtMail).orderBy(desc(caughtMail.id)).limit(kept)
  await tx.delete(caughtMail).where(notInArray(caughtMail.id, newest))
}

/** The newest first; `next` is the cursor of the following page, null at the end. */
export async function caughtMails(tx: Tx, cursor: string | undefined) {
  const { id, recipient, subject, caughtAt } = caughtMail
  const rows = await tx
    .select({ id, to: recipient, subject, caughtAt })
    .from(caughtMail)
    .where(cursor === undefined ? undefined : lt(caughtMail.id, cursor))
    .orderBy(desc(caughtMail.id))
    .limit(pageLength + 1)
  const mails = rows.slice(0, pageLength)
  return { mails, next: rows.length > pageLength ? (mails.at(-1)?.id ?? null) : null }
}

export async function caughtMailById(tx: Tx, mailId: string): Promise<CaughtMail | null> {
  const [found] = await tx.select().from(caughtMail).where(eq(caughtMail.id, mailId))
  return found ?? null
}
