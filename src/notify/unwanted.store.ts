import { eq } from 'drizzle-orm'
import { among } from '../db/among.ts'
import type { Tx } from '../db/client.ts'
import { organisation } from '../people/schema.ts'
import type { LetterFacts } from './facts.ts'
import { addressOf } from './facts.ts'
import { unwantedAddress } from './schema.ts'
import { markKeyOf } from './mark-key.store.ts'
import { markOf, stopToken } from './unwanted.ts'
import type { Unwanted } from './unwanted.ts'

/** Whether an organisation's letters are stopped, and what it is called; `null` when there is no such organisation. */
export async function stopOf(tx: Tx, { organisationId, mark }: Unwanted) {
  const [found] = await tx
    .select({ name: organisation.name })
    .from(organisation)
    .where(eq(organisation.id, organisationId))
  return found ? { organisation: found.name, stopped: await areUnwanted(tx, [mark]) } : null
}

export async function stopLetters(tx: Tx, { organisationId, mark }: Unwanted, nowMs: number): Promise<void> {
  await tx
    .insert(unwantedAddress)
    .values({ mark, organisationId, createdAt: new Date(nowMs) })
    .onConflictDoNothing()
}

export async function allowLetters(tx: Tx, { mark }: Unwanted): Promise<void> {
  await tx.delete(unwantedAddress).where(eq(unwantedAddress.mark, mark))
}

/** Whether whoever reads this address said that they want no letters from the organisation. */
export async function isUnwanted(
  tx: Tx,
  ports: Marking,
  addressed: { organisationId: string; address: string },
): Promise<boolean> {
  return areUnwanted(tx, [await markOf(await markKeyOf(tx, ports), addressed)])
}

type Marking = Parameters<typeof markKeyOf>[1]

const areUnwanted = async (tx: Tx, marks: string[]) => (await unwantedAmong(tx, marks)).size > 0

async function unwantedAmong(tx: Tx, marks: string[]): Promise<Set<string>> {
  if (marks.length === 0) return new Set()
  const rows = await tx
    .select({ mark: unwantedAddress.mark })
    .from(unwantedAddress)
    .where(among(unwantedAddress.mark, marks, 'text'))
    .prepare('unwanted_among')
    .execute()
  return new Set(rows.map(({ mark }) => mark))
}

/** For each letter to a seeker: what its link "this is not for me" carries, and whether somebody pressed it. */
export type Stop = { token: string; pressed: boolean }

/** {@link Stop}s by letter id, of all letters at once. */
export async function stopsOf(tx: Tx, ports: Marking, letters: Iterable<LetterFacts>): Promise<Map<string, Stop>> {
  const toSeekers = [...letters].flatMap((facts) => {
    const address = facts.recipient === 'seeker' ? addressOf(facts) : null
    return address === null ? [] : [{ id: facts.id, organisationId: facts.talk.organisationId, address }]
  })
  if (toSeekers.length === 0) return new Map()
  const key = await markKeyOf(tx, ports)
  const marked = await Promise.all(
    toSeekers.map(async function markOne({ id, ...addressed }) {
      const { organisationId } = addressed
      const mark = await markOf(key, addressed)
      return { id, mark, token: await stopToken(key, { organisationId, mark }) }
    }),
  )
  const unwanted = await unwantedAmong(
    tx,
    marked.map(({ mark }) => mark),
  )
  return new Map(marked.map(({ id, mark, token }) => [id, { token, pressed: unwanted.has(mark) }]))
}
