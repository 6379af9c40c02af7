import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Form } from '../meeting/booking.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { goalNow, nextGoalVersion, planProposals } from './goal.ts'
import { goalsMost } from './limits.ts'
import type { Goal, GoalAct, GoalAuthor, GoalVersion } from './goal.ts'
import type { Step } from '../methods/method.ts'
import type { Moment, Reading } from './reading.ts'
import { formChange, goal, goalVersion, phaseStep, privateNote, scaleReading } from './schema.ts'

export type GoalNow = ReturnType<typeof goalNow>
export type GoalChange =
  { changed: true; goals: GoalNow[] } | { changed: false; why: 'unknown' | 'refused' | 'too_many' }

/** All goals of a talk with their histories, in the order in which they were proposed. */
export async function goalsOf(tx: Tx, bookingId: string): Promise<Goal[]> {
  const rows = await tx
    .select({ goal, version: goalVersion })
    .from(goal)
    .innerJoin(goalVersion, eq(goalVersion.goalId, goal.id))
    .where(eq(goal.bookingId, bookingId))
    .orderBy(asc(goal.position), asc(goal.id), asc(goalVersion.version))
  return asGoals(rows)
}

/** The goals as they stand now: what the room and the pages show. Withdrawn ones are among them. */
export const goalsNow = async (tx: Tx, bookingId: string): Promise<GoalNow[]> =>
  (await goalsOf(tx, bookingId)).map(goalNow)

/** Goals of many talks at once, by booking id. */
export async function goalsOfTalks(tx: Tx, bookingIds: string[]): Promise<Map<string, GoalNow[]>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ goal, version: goalVersion })
    .from(goal)
    .innerJoin(goalVersion, eq(goalVersion.goalId, goal.id))
    .where(inArray(goal.bookingId, bookingIds))
    .orderBy(asc(goal.position), asc(goal.id), asc(goalVersion.version))
  const talks = grouped(rows, (row) => row.goal.bookingId)
  return new Map([...talks].map(([bookingId, own]) => [bookingId, asGoals(own).map(goalNow)]))
}

type GoalRow = { goal: typeof goal.$inferSelect; version: typeof goalVersion.$inferSelect }

function asGoals(rows: GoalRow[]): Goal[] {
  return [...grouped(rows, (row) => row.goal.id).values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const history: GoalVersion[] = own.map(({ version: { version, text, writtenBy, state, at } }) => ({
      version,
      text,
      writtenBy,
      state,
      at,
    }))
    return [{ id: first.goal.id, position: first.goal.position, source: first.goal.source, history }]
  })
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

/**
 * Makes the goals that the seeker wrote in the checklist proposals of the talk. Earlier proposals from the
 * checklist that were not touched in the room are replaced; everything else stands.
 */
export async function proposeGoals(tx: Tx, ports: Ports, bookingId: string, texts: string[]): Promise<void> {
  const goals = await goalsOf(tx, bookingId)
  const { remove, add } = planProposals(goals, texts)
  if (remove.length > 0) await tx.delete(goal).where(inArray(goal.id, remove))
  let room = goalsMost - (goals.length - remove.length)
  for (const text of add) if (room-- > 0) await insertGoal(tx, ports, bookingId, text, 'seeker', 'checklist')
}

/** A new goal written in the room: proposed until the counsellor agrees. */
export async function addGoal(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  text: string,
  by: GoalAuthor,
): Promise<GoalChange> {
  if ((await tx.$count(goal, eq(goal.bookingId, bookingId))) >= goalsMost) return { changed: false, why: 'too_many' }
  await insertGoal(tx, ports, bookingId, text, by, 'room')
  return { changed: true, goals: await goalsNow(tx, bookingId) }
}

async function insertGoal(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  text: string,
  by: GoalAuthor,
  source: Goal['source'],
) {
  const at = new Date(ports.clock.now())
  const id = ports.random.uuid(at.getTime())
  const [last] = await tx
    .select({ position: goal.position })
    .from(goal)
    .where(eq(goal.bookingId, bookingId))
    .orderBy(desc(goal.position))
    .limit(1)
  await tx.insert(goal).values({ id, bookingId, position: (last?.position ?? 0) + 1, source, createdAt: at })
  await tx.insert(goalVersion).values({ goalId: id, version: 1, text, writtenBy: by, state: 'proposed', at })
}

/** Rewords, agrees or withdraws a goal of the talk: adds a version, the earlier ones stay. Call in a transaction. */
export async function changeGoal(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  goalId: string,
  act: GoalAct,
): Promise<GoalChange> {
  // Two changes at once come one after the other, so that no version is lost.
  const [locked] = await tx
    .select({ id: goal.id })
    .from(goal)
    .where(and(eq(goal.id, goalId), eq(goal.bookingId, bookingId)))
    .for('update')
  const found = locked && (await goalsOf(tx, bookingId)).find(({ id }) => id === goalId)
  if (!found) return { changed: false, why: 'unknown' }
  const next = nextGoalVersion(found.history, act, new Date(ports.clock.now()))
  if (next === 'refused') return { changed: false, why: 'refused' }
  if (next) await tx.insert(goalVersion).values({ goalId, ...next })
  return { changed: true, goals: await goalsNow(tx, bookingId) }
}

/** Every step in the method's phases, oldest first. The last one is where the talk is. */
export async function phaseSteps(tx: Tx, bookingId: string): Promise<Step[]> {
  return tx
    .select({ phase: phaseStep.phase, at: phaseStep.at })
    .from(phaseStep)
    .where(eq(phaseStep.bookingId, bookingId))
    .orderBy(asc(phaseStep.at), asc(phaseStep.id))
}

/** Logs a step to a phase; standing still is no step. */
export async function logPhase(tx: Tx, ports: Ports, bookingId: string, phase: string): Promise<void> {
  const steps = await phaseSteps(tx, bookingId)
  if (steps.at(-1)?.phase === phase) return
  const at = new Date(ports.clock.now())
  await tx.insert(phaseStep).values({ id: ports.random.uuid(at.getTime()), bookingId, phase, at })
}

/** Every scale question of a talk with its reading, oldest first: the one at the start beside the one at the end. */
export async function scaleReadings(tx: Tx, bookingId: string): Promise<Reading[]> {
  const rows = await tx
    .select()
    .from(scaleReading)
    .where(eq(scaleReading.bookingId, bookingId))
    .orderBy(asc(scaleReading.askedAt), asc(scaleReading.id))
  return rows.map(asReading)
}

const asReading = ({
  id,
  moment,
  question,
  value,
  askedAt,
  answeredAt,
  closedAt,
}: typeof scaleReading.$inferSelect): Reading => ({
  id,
  moment,
  question,
  value,
  askedAt,
  answeredAt,
  open: closedAt === null,
})

/** The scale question that stands open in the room. Answered or not, it stays until it is closed. */
async function openScale(tx: Tx, bookingId: string): Promise<Reading | null> {
  const [row] = await tx.select().from(scaleReading).where(openInRoom(bookingId))
  return row ? asReading(row) : null
}

const openInRoom = (bookingId: string) =>
  and(eq(scaleReading.bookingId, bookingId), isNull(scaleReading.closedAt), ne(scaleReading.moment, 'check_in'))

/** Asks a scale question; one that stood open in the room is closed. A check-in is its own. Call in a transaction. */
export async function askScale(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  moment: Moment,
  question: string,
): Promise<Reading> {
  const at = new Date(ports.clock.now())
  if (moment !== 'check_in') await closeOpenScale(tx, ports, bookingId)
  const [row] = await tx
    .insert(scaleReading)
    .values({ id: ports.random.uuid(at.getTime()), bookingId, moment, question, askedAt: at })
    // One question open at a time: of two that are asked at the same moment, the first stands.
    .onConflictDoNothing()
    .returning()
  const asked = row ? asReading(row) : await openScale(tx, bookingId)
  if (!asked) throw new Error('a scale question was not stored')
  return asked
}

export async function closeOpenScale(tx: Tx, ports: Ports, bookingId: string): Promise<void> {
  await tx
    .update(scaleReading)
    .set({ closedAt: new Date(ports.clock.now()) })
    .where(openInRoom(bookingId))
}

/** True when that question of the talk was open and is now closed, or was closed before. */
export async function closeScale(tx: Tx, ports: Ports, bookingId: string, readingId: string): Promise<boolean> {
  const ofTalk = and(eq(scaleReading.id, readingId), eq(scaleReading.bookingId, bookingId))
  const rows = await tx
    .update(scaleReading)
    .set({ closedAt: new Date(ports.clock.now()) })
    .where(and(ofTalk, isNull(scaleReading.closedAt)))
    .returning()
  return rows.length > 0 || (await tx.$count(scaleReading, ofTalk)) > 0
}

/** Stores the seeker's reading, 1 to 10; it can be changed while the question is open. `null`: no such open question. */
export async function answerScale(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  readingId: string,
  value: number,
): Promise<Reading | null> {
  const [row] = await tx
    .update(scaleReading)
    .set({ value, answeredAt: new Date(ports.clock.now()) })
    .where(and(eq(scaleReading.id, readingId), eq(scaleReading.bookingId, bookingId), isNull(scaleReading.closedAt)))
    .returning()
  return row ? asReading(row) : null
}

export type FormChanger = 'seeker' | 'companion' | 'counsellor'

/** Keeps in the record that a talk went on in another form. Nothing is logged when the form is the same. */
export async function logFormChange(
  tx: Tx,
  ports: Ports,
  bookingId: string,
  from: Form,
  to: Form,
  by: FormChanger,
): Promise<void> {
  if (from === to) return
  const at = new Date(ports.clock.now())
  await tx
    .insert(formChange)
    .values({ id: ports.random.uuid(at.getTime()), bookingId, fromForm: from, toForm: to, changedBy: by, at })
}

export async function formChanges(
  tx: Tx,
  bookingId: string,
): Promise<{ from: Form; to: Form; by: FormChanger; at: Date }[]> {
  return tx
    .select({ from: formChange.fromForm, to: formChange.toForm, by: formChange.changedBy, at: formChange.at })
    .from(formChange)
    .where(eq(formChange.bookingId, bookingId))
    .orderBy(asc(formChange.at), asc(formChange.id))
}

/** The counsellor's private notes. Read only for the talk's own counsellor. */
export async function notesOf(tx: Tx, bookingId: string): Promise<{ text: string; updatedAt: Date | null }> {
  const [row] = await tx.select().from(privateNote).where(eq(privateNote.bookingId, bookingId))
  return { text: row?.text ?? '', updatedAt: row?.updatedAt ?? null }
}

export async function saveNotes(tx: Tx, ports: Ports, bookingId: string, text: string): Promise<void> {
  const updatedAt = new Date(ports.clock.now())
  await tx
    .insert(privateNote)
    .values({ bookingId, text, updatedAt })
    .onConflictDoUpdate({ target: privateNote.bookingId, set: { text, updatedAt } })
}
