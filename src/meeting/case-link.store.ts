import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, not, or } from 'drizzle-orm'
import { among } from '../db/among.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { letterLinkToken, mostCasesOfAddress, newLetterLink } from './case-link.ts'
import type { LetterLink } from './case-link.ts'
import type { Secrets } from './case-key.store.ts'
import { rehashAddress } from './contact.store.ts'
import { caseLink, contact, guidanceCase } from './schema.ts'

/**
 * The newest cases that gave this address, by id, without those whose erasure has begun.
 *
 * @param hashes of it, under the key of now, and under the one before the last rotation
 */
export async function casesOfAddress(
  tx: Tx,
  { hashes, nowMs }: { hashes: string[]; nowMs: number },
): Promise<string[]> {
  const byHash = inArray(contact.emailHash, hashes)
  const stays = or(isNull(guidanceCase.eraseAt), gt(guidanceCase.eraseAt, new Date(nowMs)))
  const found = await tx
    .select({ id: contact.caseId })
    .from(contact)
    .innerJoin(guidanceCase, eq(guidanceCase.id, contact.caseId))
    .where(and(stays, byHash))
    .orderBy(desc(guidanceCase.createdAt))
    .limit(mostCasesOfAddress)
  return found.map(({ id }) => id)
}

export async function addCaseLink(tx: Tx, link: typeof caseLink.$inferInsert): Promise<void> {
  await tx.insert(caseLink).values(link)
}

/**
 * The case that a link opens. A one-time link opens it once: of any number who use it at the same moment one deletes the
 * row. The link of all letters opens it again and again.
 */
export async function useCaseLink(tx: Tx, hash: string, nowMs: number): Promise<string | null> {
  const valid = and(eq(caseLink.hash, hash), gt(caseLink.expiresAt, new Date(nowMs)))
  const [used] = await tx
    .delete(caseLink)
    .where(and(valid, isNull(caseLink.inLetters)))
    .returning({ caseId: caseLink.caseId })
  if (used) return used.caseId
  const [found] = await tx
    .select({ caseId: caseLink.caseId })
    .from(caseLink)
    .where(and(valid, isNotNull(caseLink.inLetters)))
  return found?.caseId ?? null
}

/** Puts a link into all letters of a case from now on. One that is there already stays. */
export async function addLetterLink(tx: Tx, caseId: string, { name, hash }: LetterLink): Promise<void> {
  await tx.insert(caseLink).values({ hash, caseId, expiresAt: never, inLetters: name }).onConflictDoNothing()
}

/** It goes with the case, and with all other keys when new ones are made. */
const never = new Date(Date.UTC(9999, 0))

/** The links that letters of these cases carry, by case id. */
export async function letterLinksOf(tx: Tx, caseIds: string[]): Promise<Map<string, LetterLink>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .select({ caseId: caseLink.caseId, hash: caseLink.hash, name: caseLink.inLetters })
    .from(caseLink)
    .where(and(among(caseLink.caseId, caseIds), isNotNull(caseLink.inLetters), not(caseLink.former)))
    .prepare('letter_links_of')
    .execute()
  return new Map(rows.flatMap(({ caseId, hash, name }) => (name === null ? [] : [[caseId, { name, hash }] as const])))
}

/** No letter carries it any more, and those that did open nothing. True when there was one. */
export async function endLetterLink(tx: Tx, caseId: string): Promise<boolean> {
  const ended = await tx
    .delete(caseLink)
    .where(and(eq(caseLink.caseId, caseId), isNotNull(caseLink.inLetters)))
    .returning({ hash: caseLink.hash })
  return ended.length > 0
}

/** Links that wait in a mailbox end with all other keys of a case. */
export async function endCaseLinks(tx: Tx, caseId: string): Promise<void> {
  await tx.delete(caseLink).where(eq(caseLink.caseId, caseId))
}

export async function forgetCaseLinks(tx: Tx, nowMs: number): Promise<void> {
  await tx.delete(caseLink).where(lt(caseLink.expiresAt, new Date(nowMs)))
}

/** Hashes all addresses anew under the secret key of now, a batch at a time while others read and write. */
export function rehashAddresses(ports: Secrets & Pick<Ports, 'db'>): Promise<void> {
  const { db } = ports
  return inBatches(
    (after, most) =>
      db
        .select({ caseId: contact.caseId })
        .from(contact)
        .where(and(gt(contact.caseId, after), contact.hasAddress))
        .orderBy(contact.caseId)
        .limit(most),
    ({ caseId }) => db.transaction((tx) => rehashAddress(tx, ports, caseId)),
  )
}

/** Gives every case whose letters carry a link one under the secret key of now; letters with the one before still open. */
export function renewLetterLinks(ports: Secrets & Pick<Ports, 'db'>): Promise<void> {
  const { db, random, settings } = ports
  const inUse = and(isNotNull(caseLink.inLetters), not(caseLink.former))
  return inBatches(
    (after, most) =>
      db
        .select({ caseId: caseLink.caseId, hash: caseLink.hash, name: caseLink.inLetters })
        .from(caseLink)
        .where(and(gt(caseLink.caseId, after), inUse))
        .orderBy(caseLink.caseId)
        .limit(most),
    async function renew({ caseId, hash, name }) {
      if (name !== null && (await letterLinkToken({ name, hash }, [settings.secretKey])) !== undefined) return
      const fresh = await newLetterLink(random, settings.secretKey)
      await db.transaction(async function renewOne(tx) {
        const of = and(eq(caseLink.caseId, caseId), inUse)
        const before = await tx.update(caseLink).set({ former: true }).where(of).returning({ hash: caseLink.hash })
        if (before.length > 0) await addLetterLink(tx, caseId, fresh)
      })
    },
  )
}

const batch = 500
const noCase = '00000000-0000-0000-0000-000000000000'

/** Reads rows in the order of their cases, from the one after `after` on, and does something with each. */
async function inBatches<Row extends { caseId: string }>(
  read: (after: string, most: number) => PromiseLike<Row[]>,
  each: (row: Row) => Promise<unknown>,
): Promise<void> {
  for (let after = noCase, more = batch; more === batch;) {
    const rows = await read(after, batch)
    for (const row of rows) await each(row)
    after = rows.at(-1)?.caseId ?? after
    more = rows.length
  }
}
