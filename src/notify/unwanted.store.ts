import { eq } from 'drizzle-orm'
import { among } from '../db/among.ts'
import type { Tx } from '../db/client.ts'
import { organisation } from '../people/schema.ts'
import type { Settings } from '../ports.ts'
import type { LetterFacts } from './facts.ts'
import { addressOf } from './facts.ts'
import { unwantedAddress } from './schema.ts'
import { marksOf, stopToken } from './unwanted.ts'
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
  settings: Pick<Settings, 'secretKey' | 'secretKeyOld'>,
  addressed: { organisationId: string; address: string },
): Promise<boolean> {
  return areUnwanted(tx, await marksOf(settings, addressed))
}

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
export async function stopsOf(
  tx: Tx,
  settings: Pick<Settings, 'secretKey' | 'secretKeyOld'>,
  letters: Iterable<LetterFacts>,
): Promise<Map<string, Stop>> {
  const toSeekers = [...letters].flatMap((facts) => {
    const address = facts.recipient === 'seeker' ? addressOf(facts) : null
    return address === null ? [] : [{ id: facts.id, organisationId: facts.talk.organisationId, address }]
  })
  const marked = await Promise.all(
    toSeekers.map(async ({ id, ...addressed }) => {
      const marks = await marksOf(settings, addressed)
      const { organisationId } = addressed
      return { id, marks, token: await stopToken(settings, { organisationId, mark: marks[0] }) }
    }),
  )
  const unwanted = await unwantedAmong(
    tx,
    marked.flatMap(({ marks }) => marks),
  )
  return new Map(
    marked.map(({ id, marks, token }) => [id, { token, pressed: marks.some((mark) => unwanted.has(mark)) }]),
  )
}
