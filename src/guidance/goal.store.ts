import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { enough, refuseBeyond } from '../http/enough.store.ts'
import { keyColumns, openKeys, openValue, sealValue, whenUnreadable } from '../meeting/case-key.store.ts'
import type { OpenKeys } from '../meeting/case-key.store.ts'
import { booking, caseKey } from '../meeting/schema.ts'
import type { Ports } from '../ports.ts'
import { goalNow, nextGoalVersion, planProposals } from './goal.ts'
import type { Goal, GoalAct, GoalAuthor, GoalNow } from './goal.ts'
import { goalsMost, recordMost } from './limits.ts'
import { goal, goalVersion } from './schema.ts'

export type GoalChange = { changed: true; goals: GoalNow[] } | { changed: false; why: 'unknown' | 'refused' }

/** All goals of a talk with their histories, in the order in which they were proposed. */
export const goalsOf = async (tx: Tx, ports: Ports, bookingId: string): Promise<Goal[]> =>
  goalsFrom(ports, await goalRows(tx, [bookingId]))

/** The goals as they stand now: what the room and the pages show. Withdrawn ones are among them. */
export const goalsNow = async (tx: Tx, ports: Ports, bookingId: string): Promise<GoalNow[]> =>
  (await goalsOf(tx, ports, bookingId)).map(goalNow)

/** {@link goalsNow} of many talks at once, by booking id. A talk whose key is gone has none to tell of. */
export async function goalsOfTalks(tx: Tx, ports: Ports, bookingIds: string[]): Promise<Map<string, GoalNow[]>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await goalRows(tx, bookingIds)
  const keys = await openKeys(ports, rows)
  const talks = [...grouped(rows, ({ bookingId }) => bookingId)].map(async function goalsOfOne([bookingId, own]) {
    const wordings = await opened(keys, own).catch(whenUnreadable([]))
    return [bookingId, goalsOfWordings(wordings).map(goalNow)] as const
  })
  return new Map(await Promise.all(talks))
}

/** Every wording that the goals of these talks ever had, sealed, in order: {@link goalsFrom} makes goals of them. */
export function goalRows(tx: Tx, bookingIds: string[]) {
  const { id, bookingId, position, source } = goal
  const { version, text, writtenBy, state, at } = goalVersion
  return tx
    .select({ ...keyColumns, id, bookingId, position, source, version, text, writtenBy, state, at })
    .from(goal)
    .innerJoin(goalVersion, eq(goalVersion.goalId, goal.id))
    .innerJoin(booking, eq(booking.id, goal.bookingId))
    .leftJoin(caseKey, eq(caseKey.caseId, booking.caseId))
    .where(inArray(goal.bookingId, bookingIds))
    .orderBy(asc(goal.position), asc(goal.id), asc(goalVersion.version))
    .limit(bookingIds.length * goalsMost * recordMost.goalVersions)
}

type GoalRow = Awaited<ReturnType<typeof goalRows>>[number]

/** The goals of one talk. */
export const goalsFrom = async (ports: Ports, rows: GoalRow[]): Promise<Goal[]> =>
  goalsOfWordings(await opened(await openKeys(ports, rows), rows))

type Wording = Omit<GoalRow, 'text'> & { text: string }

async function opened(keys: OpenKeys, rows: GoalRow[]): Promise<Wording[]> {
  return Promise.all(
    rows.map(async (row) => {
      const cell = cellOfWording(row.id, row.version)
      return { ...row, text: await openValue(keys.get(row.caseId) ?? null, cell, row.text) }
    }),
  )
}

export const cellOfWording = (goalId: string, version: number) => ({
  column: goalVersion.text,
  row: `${goalId} ${version}`,
})

function goalsOfWordings(rows: Wording[]): Goal[] {
  return [...grouped(rows, ({ id }) => id).values()].slice(0, goalsMost).flatMap((own) => {
    const [first] = own
    if (!first) return []
    const { id, position, source } = first
    const history = own.map(({ version, text, writtenBy, state, at }) => ({ version, text, writtenBy, state, at }))
    return [{ id, position, source, history }]
  })
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/**
 * Makes the goals that the seeker wrote in the checklist proposals of the talk. Earlier proposals from the
 * checklist that were not touched in the room are replaced; everything else stands.
 */
export async function proposeGoals(tx: Tx, ports: Ports, bookingId: string, texts: string[]): Promise<void> {
  await tx.select({ id: booking.id }).from(booking).where(eq(booking.id, bookingId)).for('no key update')
  const goals = await goalsOf(tx, ports, bookingId)
  const { remove, add } = planProposals(goals, texts)
  if (remove.length > 0) await tx.delete(goal).where(inArray(goal.id, remove))
  const placesLeft = Math.max(goalsMost - (goals.length - remove.length), 0)
  for (const text of add.slice(0, placesLeft))
    await insertGoal(tx, ports, bookingId, { text, by: 'seeker', source: 'checklist' })
}

/**
 * A new goal written in the room: proposed until the counsellor agrees. Call in a transaction.
 *
 * @throws Problem 409 `enough` when the talk has as many as it may
 */
export async function addGoal(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  { text, by }: { text: string; by: GoalAuthor },
): Promise<GoalChange> {
  await refuseBeyond(tx, { parent: booking.id, id: bookingId, of: goal.bookingId, most: goalsMost })
  await insertGoal(tx, ports, bookingId, { text, by, source: 'room' })
  return { changed: true, goals: await goalsNow(tx, ports, bookingId) }
}

async function insertGoal(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  { text, by, source }: { text: string; by: GoalAuthor; source: Goal['source'] },
): Promise<void> {
  const at = new Date(ports.clock.now())
  const id = ports.random.uuid(at.getTime())
  const [last] = await tx
    .select({ position: goal.position })
    .from(goal)
    .where(eq(goal.bookingId, bookingId))
    .orderBy(desc(goal.position))
    .limit(1)
  await tx.insert(goal).values({ id, bookingId, position: (last?.position ?? 0) + 1, source, createdAt: at })
  const sealed = await sealValue(tx, ports, { bookingId, cell: cellOfWording(id, 1), value: text })
  await tx.insert(goalVersion).values({ goalId: id, version: 1, text: sealed, writtenBy: by, state: 'proposed', at })
}

/**
 * Rewords, agrees or withdraws a goal of the talk: adds a version, the earlier ones stay. Call in a transaction.
 *
 * @throws Problem 409 `enough` when the goal has as many versions as it may
 */
export async function changeGoal(
  tx: Tx,
  ports: Ports,
  { bookingId, goalId }: { bookingId: string; goalId: string },
  act: GoalAct,
): Promise<GoalChange> {
  // Two changes at once come one after the other, so that no version is lost.
  const [locked] = await tx
    .select({ id: goal.id })
    .from(goal)
    .where(and(eq(goal.id, goalId), eq(goal.bookingId, bookingId)))
    .for('update')
  const found = locked && (await goalsOf(tx, ports, bookingId)).find(({ id }) => id === goalId)
  if (!found) return { changed: false, why: 'unknown' }
  const next = nextGoalVersion(found.history, act, new Date(ports.clock.now()))
  if (next === 'refused') return { changed: false, why: 'refused' }
  if (next && next.version > recordMost.goalVersions) throw enough(recordMost.goalVersions)
  if (next) {
    const cell = cellOfWording(goalId, next.version)
    const text = await sealValue(tx, ports, { bookingId, cell, value: next.text })
    await tx.insert(goalVersion).values({ goalId, ...next, text })
  }
  return { changed: true, goals: await goalsNow(tx, ports, bookingId) }
}
