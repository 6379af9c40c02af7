import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { cameraChoice, goals, isComplete, itemsFor, merged, progress, readiness } from './checklist.ts'
import type { AnswerChange, Answers, Audience, CameraChoice, ChecklistItem } from './checklist.ts'
import { checklistSheet } from './schema.ts'
import { itemsOfVersions } from './store.ts'

/** Whose sheet: the talk has one for the seeker, one for the counsellor, and one for each companion. */
export type Respondent = 'seeker' | 'counsellor' | `companion:${string}`

/** What the checklist needs to know of a talk. */
export type TalkWithChecklist = { id: string; checklistVersionId: string | null }

export type Sheet = {
  version: number
  /** Only those of the respondent's audience. */
  items: ChecklistItem[]
  answers: Answers
  answered: number
  total: number
  completedAt: Date | null
}

/** One respondent's sheet, with or without answers; null when the talk has no checklist. */
export async function sheetOf(tx: Tx, talk: TalkWithChecklist, respondent: Respondent): Promise<Sheet | null> {
  const [kept] = await tx.select().from(checklistSheet).where(whose(talk.id, respondent))
  // Answers keep the version that they were given to, whatever the talk says by now.
  const versionId = kept?.versionId ?? talk.checklistVersionId
  const version = versionId && (await itemsOfVersions(tx, [versionId])).get(versionId)
  if (!version) return null
  const items = itemsFor(version.items, audienceOf(respondent))
  const answers = kept?.answers ?? {}
  return {
    version: version.version,
    items,
    answers,
    ...progress(items, answers),
    completedAt: kept?.completedAt ?? null,
  }
}

/**
 * Saves answers as one goes. `change` has been checked against the sheet's items.
 *
 * @param tx a transaction: the row is locked until it ends, so two saves at once lose nothing
 */
export async function saveAnswers(
  tx: Tx,
  talk: TalkWithChecklist,
  respondent: Respondent,
  sheet: Sheet,
  change: AnswerChange,
  nowMs: number,
): Promise<Sheet> {
  const updatedAt = new Date(nowMs)
  if (talk.checklistVersionId) {
    await tx
      .insert(checklistSheet)
      .values({ bookingId: talk.id, respondent, versionId: talk.checklistVersionId, answers: {}, updatedAt })
      .onConflictDoNothing()
  }
  const [kept] = await tx.select().from(checklistSheet).where(whose(talk.id, respondent)).for('update')
  const answers = merged(kept?.answers ?? {}, change)
  // The first time that all was answered; later changes do not move it, an answer taken back does.
  const completedAt = isComplete(sheet.items, answers) ? (kept?.completedAt ?? updatedAt) : null
  await tx.update(checklistSheet).set({ answers, updatedAt, completedAt }).where(whose(talk.id, respondent))
  return { ...sheet, answers, ...progress(sheet.items, answers), completedAt }
}

export type SheetSummary = {
  answered: number
  total: number
  complete: boolean
  goals: string[]
  readiness: number | null
  camera: CameraChoice | null
}

/** In short, what was answered, for each talk that has a checklist. Two queries, however many talks. */
export async function sheetSummaries(
  tx: Tx,
  talks: TalkWithChecklist[],
  respondent: Respondent = 'seeker',
): Promise<Map<string, SheetSummary>> {
  if (talks.length === 0) return new Map()
  const ids = talks.map((talk) => talk.id)
  const sheets = await tx
    .select()
    .from(checklistSheet)
    .where(and(inArray(checklistSheet.bookingId, ids), eq(checklistSheet.respondent, respondent)))
  const byTalk = new Map(sheets.map((sheet) => [sheet.bookingId, sheet]))
  const versionIds = talks.flatMap((talk) => byTalk.get(talk.id)?.versionId ?? talk.checklistVersionId ?? [])
  const versions = await itemsOfVersions(tx, [...new Set(versionIds)])
  const summaries = new Map<string, SheetSummary>()
  for (const talk of talks) {
    const sheet = byTalk.get(talk.id)
    const version = versions.get(sheet?.versionId ?? talk.checklistVersionId ?? '')
    if (version) summaries.set(talk.id, summary(itemsFor(version.items, audienceOf(respondent)), sheet?.answers ?? {}))
  }
  return summaries
}

function summary(items: ChecklistItem[], answers: Answers): SheetSummary {
  return {
    ...progress(items, answers),
    complete: isComplete(items, answers),
    goals: goals(answers),
    readiness: readiness(items, answers),
    camera: cameraChoice(answers),
  }
}

const audienceOf = (respondent: Respondent): Audience =>
  respondent === 'seeker' || respondent === 'counsellor' ? respondent : 'companion'

const whose = (bookingId: string, respondent: Respondent) =>
  and(eq(checklistSheet.bookingId, bookingId), eq(checklistSheet.respondent, respondent))
