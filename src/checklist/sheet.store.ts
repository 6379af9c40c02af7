import { and, eq, isNull } from 'drizzle-orm'
import { among } from '../db/among.ts'
import type { Tx } from '../db/client.ts'
import type { Sealed } from '../db/sealed.ts'
import { keyOfCase, openValue, sealUnder, whenUnreadable } from '../meeting/case-key.store.ts'
import type { Cell } from '../meeting/case-key.store.ts'
import { keyOfTalk, topicOf } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import {
  cameraChoice,
  goals,
  isComplete,
  itemsFor,
  merged,
  progress,
  readiness,
  topicIn,
  withTopic,
} from './checklist.ts'
import type { AnswerChange, Answers, Audience, CameraChoice, ChecklistItem } from './checklist.ts'
import { checklistSheet } from './schema.ts'
import { itemsOfVersions } from './store.ts'

/**
 * Whose sheet: a talk has one for its seeker and one for each companion, which belong to the booking, and one for its
 * counsellor, which belongs to the host.
 */
export type Respondent = 'seeker' | 'counsellor' | `companion:${string}`

/** What the checklist needs to know of a talk. */
type TalkWithChecklist = Pick<Talk, 'id' | 'caseId' | 'hostId' | 'checklistVersionId' | 'kept'>

type Opening = Pick<Ports, 'settings'>

export const cellOfAnswers = (sheetId: string): Cell => ({ column: checklistSheet.answers, row: sheetId })

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
export async function sheetOf(
  tx: Tx,
  ports: Opening,
  talk: TalkWithChecklist,
  respondent: Respondent,
): Promise<Sheet | null> {
  const [kept] = await tx.select().from(checklistSheet).where(whose(talk, respondent))
  // Answers keep the version that they were given to, whatever the talk says by now.
  const versionId = kept?.versionId ?? talk.checklistVersionId
  const version = versionId && (await itemsOfVersions(tx, [versionId])).get(versionId)
  if (!version) return null
  const items = itemsFor(version.items, audienceOf(respondent))
  const answers = await shownAnswers(ports, talk, { respondent, items, kept })
  return {
    version: version.version,
    items,
    answers,
    ...progress(items, answers),
    completedAt: kept?.completedAt ?? null,
  }
}

/**
 * Saves answers as one goes.
 *
 * @param tx a transaction: the row is locked until it ends, so two saves at once lose nothing
 * @param given.sheet as it was read in the same transaction; `change` has been checked against its items
 */
export async function saveAnswers(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random' | 'settings'>,
  given: { talk: TalkWithChecklist; respondent: Respondent; sheet: Sheet; change: AnswerChange },
): Promise<Sheet> {
  const { talk, respondent, sheet, change } = given
  const nowMs = ports.clock.now()
  const updatedAt = new Date(nowMs)
  const key = await keyOfCase(tx, ports, talk.caseId)
  if (talk.checklistVersionId) {
    const [id, versionId] = [ports.random.uuid(nowMs), talk.checklistVersionId]
    const answers = await sealUnder<Answers>(key, ports, cellOfAnswers(id), {})
    await tx
      .insert(checklistSheet)
      .values({ id, ...ownerOf(talk, respondent), versionId, answers, updatedAt })
      .onConflictDoNothing()
  }
  const [kept] = await tx.select().from(checklistSheet).where(whose(talk, respondent)).for('update')
  if (!kept) throw new Error('a sheet that is answered is there')
  const cell = cellOfAnswers(kept.id)
  const answers = merged(await openValue(key, cell, kept.answers), change)
  const newTopic = topicIn(sheet.items, change)
  const topic = newTopic === undefined ? await topicOf(key, talk) : newTopic
  const shown = answersOf(topic, respondent, sheet.items, answers)
  // The first time that all was answered; later changes do not move it, an answer taken back does.
  const completedAt = isComplete(sheet.items, shown) ? (kept.completedAt ?? updatedAt) : null
  const sealed = await sealUnder(key, ports, cell, answers)
  await tx.update(checklistSheet).set({ answers: sealed, updatedAt, completedAt }).where(eq(checklistSheet.id, kept.id))
  return { ...sheet, answers: shown, ...progress(sheet.items, shown), completedAt }
}

export type SheetSummary = {
  answered: number
  total: number
  complete: boolean
  goals: string[]
  readiness: number | null
  camera: CameraChoice | null
}

/**
 * In short, what was answered, for each talk that has a checklist, by the talk's id. Two queries, however many talks.
 */
export async function sheetSummaries(
  tx: Tx,
  ports: Opening,
  talks: TalkWithChecklist[],
  respondent: Respondent = 'seeker',
): Promise<Map<string, SheetSummary>> {
  if (talks.length === 0) return new Map()
  const asked = tx.select().from(checklistSheet).where(ofTalks(talks, respondent))
  const sheets = await asked.prepare('sheets_of_talks').execute()
  const byOwner = new Map(sheets.map((sheet) => [sheet.bookingId ?? sheet.hostId, sheet]))
  const sheetOfTalk = ({ id, hostId }: TalkWithChecklist) => byOwner.get(respondent === 'counsellor' ? hostId : id)
  const versionIds = talks.flatMap((talk) => sheetOfTalk(talk)?.versionId ?? talk.checklistVersionId ?? [])
  const versions = await itemsOfVersions(tx, [...new Set(versionIds)])
  const summaries = await Promise.all(
    talks.map(async function inShort(talk) {
      const kept = sheetOfTalk(talk)
      const version = versions.get(kept?.versionId ?? talk.checklistVersionId ?? '')
      if (!version) return []
      const items = itemsFor(version.items, audienceOf(respondent))
      const answers = await shownAnswers(ports, talk, { respondent, items, kept }).catch(whenUnreadable({}))
      return [[talk.id, summary(items, answers)] as const]
    }),
  )
  return new Map(summaries.flat())
}

type Kept = { id: string; answers: Sealed<Answers> } | undefined

/** What somebody answered, opened, as it is shown. */
async function shownAnswers(
  ports: Opening,
  talk: TalkWithChecklist,
  { respondent, items, kept }: { respondent: Respondent; items: ChecklistItem[]; kept: Kept },
): Promise<Answers> {
  const key = await keyOfTalk(ports, talk)
  const answers = kept ? await openValue(key, cellOfAnswers(kept.id), kept.answers) : {}
  return answersOf(respondent === 'seeker' ? await topicOf(key, talk) : null, respondent, items, answers)
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

/** Only the seeker has said what the talk is to be about. */
const answersOf = (topic: string | null, respondent: Respondent, items: ChecklistItem[], answers: Answers): Answers =>
  respondent === 'seeker' ? withTopic(items, answers, topic) : answers

const audienceOf = (respondent: Respondent): Audience =>
  respondent === 'seeker' || respondent === 'counsellor' ? respondent : 'companion'

type Owner = { bookingId: string | null; hostId: string | null; companionId: string | null }

function ownerOf({ id, hostId }: TalkWithChecklist, respondent: Respondent): Owner {
  if (respondent === 'counsellor') return { bookingId: null, hostId, companionId: null }
  return { bookingId: id, hostId: null, companionId: companionOf(respondent) }
}

const companionOf = (respondent: 'seeker' | `companion:${string}`) =>
  respondent === 'seeker' ? null : respondent.slice('companion:'.length)

const whose = (talk: TalkWithChecklist, respondent: Respondent) => ofTalks([talk], respondent)

function ofTalks(talks: TalkWithChecklist[], respondent: Respondent) {
  if (respondent === 'counsellor')
    return among(
      checklistSheet.hostId,
      talks.map(({ hostId }) => hostId),
    )
  const companionId = companionOf(respondent)
  return and(
    among(
      checklistSheet.bookingId,
      talks.map(({ id }) => id),
    ),
    companionId === null ? isNull(checklistSheet.companionId) : eq(checklistSheet.companionId, companionId),
  )
}
