import type { Text } from '../words/language.ts'

export const audiences = ['seeker', 'counsellor', 'companion'] as const
export type Audience = (typeof audiences)[number]

/**
 * One item of a checklist. `id` is stable over versions, so that an answer can be followed.
 * Every text stands in every language.
 */
export type ChecklistItem = {
  id: string
  audience: Audience[]
  title: Text
  body?: Text | undefined
  /** Stands on the card of the item above it: both are one step. */
  sameCard?: true | undefined
} & (
  | { kind: 'information' }
  | { kind: 'choice'; options: { id: string; label: Text }[]; many: boolean }
  | { kind: 'text' }
  | { kind: 'goal' }
  | { kind: 'scale'; low: Text; high: Text }
  | { kind: 'camera' }
  | { kind: 'device' }
)

/**
 * What was answered, by kind of item. A goal may be several, in the seeker's own words. An empty text, no
 * goal and no option of many are answers too: "nothing to add". An item without an answer is still open.
 */
export type ItemAnswer =
  | { kind: 'information'; confirmed: boolean }
  | { kind: 'choice'; chosen: string[] }
  | { kind: 'text'; text: string }
  | { kind: 'goal'; goals: string[] }
  | { kind: 'scale'; value: number }
  | { kind: 'camera'; camera: CameraChoice }
  | {
      kind: 'device'
      camera: DeviceOutcome
      microphone: DeviceOutcome
      /** Not in answers from before the loudspeaker was tried. */
      speaker?: DeviceOutcome | undefined
      network: DeviceOutcome
    }

export type CameraChoice = 'on' | 'off' | 'later'

/** Outcome of one part of the device check. Never the name of a device. */
export const deviceOutcomes = ['ok', 'failed', 'blocked', 'missing', 'skipped'] as const
export type DeviceOutcome = (typeof deviceOutcomes)[number]

export type Answers = Record<string, ItemAnswer>

/** A change of some answers; `null` takes an answer back. */
export type AnswerChange = Record<string, ItemAnswer | null>

/**
 * The items that `audience` is asked, in the order of the checklist. Where somebody is not asked what a card begins
 * with, it begins with the next item that they are asked: nothing slips onto the card before.
 */
export function itemsFor(items: ChecklistItem[], audience: Audience): ChecklistItem[] {
  let begun = false
  return items.flatMap(function asked(item) {
    if (!item.sameCard) begun = false
    if (!item.audience.includes(audience)) return []
    const { sameCard, ...first } = item
    const here: ChecklistItem = sameCard && begun ? item : first
    begun = true
    return [here]
  })
}

/** What stands on one card. */
export type Step = [ChecklistItem, ...ChecklistItem[]]

/** The cards of these `items`, in order. */
export function stepsOf(items: ChecklistItem[]): Step[] {
  const steps: Step[] = []
  for (const item of items) {
    const above = steps.at(-1)
    if (item.sameCard && above) above.push(item)
    else steps.push([item])
  }
  return steps
}

/**
 * True when nothing is left to do on a card. A free text beside other items may stay open; a card of texts alone wants
 * one of them.
 */
export const isStepDone = (step: Step, isDone: (item: ChecklistItem) => boolean): boolean =>
  step.some(isDone) && step.every((item) => item.kind === 'text' || isDone(item))

/**
 * What is wrong with `change` for these items, as fields of the call (`answers.sound`) and sentences.
 * Empty when all can be kept.
 */
export function answerErrors(items: ChecklistItem[], change: AnswerChange): { field: string; message: string }[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  return Object.entries(change).flatMap(function check([id, answer]) {
    const item = byId.get(id)
    const message = item ? (answer ? misfit(item, answer) : null) : 'There is no such item in this checklist'
    return message ? [{ field: `answers.${id}`, message }] : []
  })
}

function misfit(item: ChecklistItem, answer: ItemAnswer): string | null {
  if (item.kind !== answer.kind) return `This item wants an answer of the kind "${item.kind}"`
  if (item.kind !== 'choice' || answer.kind !== 'choice') return null
  const offered = new Set(item.options.map((option) => option.id))
  if (answer.chosen.some((id) => !offered.has(id))) return 'One of the chosen options is not offered'
  if (new Set(answer.chosen).size < answer.chosen.length) return 'An option is chosen twice'
  if (!item.many && answer.chosen.length !== 1) return 'Choose one of the options'
  return null
}

/** The answers after a change. Texts lose the blanks around them, goals without words fall away. */
export function merged(answers: Answers, change: AnswerChange): Answers {
  const next = { ...answers }
  for (const [id, answer] of Object.entries(change)) {
    if (answer) next[id] = tidy(answer)
    else delete next[id]
  }
  return next
}

function tidy(answer: ItemAnswer): ItemAnswer {
  if (answer.kind === 'text') return { kind: 'text', text: answer.text.trim() }
  if (answer.kind === 'goal')
    return { kind: 'goal', goals: answer.goals.map((goal) => goal.trim()).filter((goal) => goal !== '') }
  return answer
}

/** The item that asks what the talk is to be about. Its answer is the topic of the booking, where it was given first. */
const topicItem = 'about'

/** The answers with the booking's topic as that item's. The topic is what counts; without one, only "nothing to add" is kept. */
export function withTopic(items: ChecklistItem[], answers: Answers, topic: string | null): Answers {
  if (!items.some(({ id, kind }) => id === topicItem && kind === 'text')) return answers
  const { [topicItem]: kept, ...others } = answers
  if (topic !== null) return { ...others, [topicItem]: { kind: 'text', text: topic } }
  return kept?.kind === 'text' && kept.text === '' ? answers : others
}

/** What a change of answers makes the topic of the booking; `undefined` when it leaves it as it is. */
export function topicIn(items: ChecklistItem[], change: AnswerChange): string | null | undefined {
  const answer = change[topicItem]
  if (answer === undefined || !items.some(({ id, kind }) => id === topicItem && kind === 'text')) return undefined
  return (answer?.kind === 'text' && answer.text.trim()) || null
}

type Progress = { answered: number; total: number }

/** How many cards somebody has done who is asked these `items`. Information counts once it is confirmed. */
export function progress(items: ChecklistItem[], answers: Answers): Progress {
  const steps = stepsOf(items)
  const done = steps.filter((step) => isStepDone(step, ({ id }) => isAnswered(answers[id])))
  return { answered: done.length, total: steps.length }
}

const isAnswered = (answer: ItemAnswer | undefined) =>
  answer !== undefined && (answer.kind !== 'information' || answer.confirmed)

/** True when nothing is left to ask for. A free text may stay open: some would rather say it than write it. */
export const isComplete = (items: ChecklistItem[], answers: Answers) =>
  items.every((item) => item.kind === 'text' || isAnswered(answers[item.id]))

/** How ready somebody feels, 1 to 10: the reading of the first scale that they are asked; null when open. */
export function readiness(items: ChecklistItem[], answers: Answers): number | null {
  const scale = items.find((item) => item.kind === 'scale')
  const answer = scale && answers[scale.id]
  return answer?.kind === 'scale' ? answer.value : null
}

/** Camera on, off, or decided at the door; null while nothing is chosen. */
export function cameraChoice(answers: Answers): CameraChoice | null {
  const answer = Object.values(answers).find((answer) => answer.kind === 'camera')
  return answer?.camera ?? null
}

/** What somebody wants to have achieved, in their own words. */
export function goals(answers: Answers): string[] {
  return Object.keys(answers)
    .sort()
    .flatMap((id) => (answers[id]?.kind === 'goal' ? answers[id].goals : []))
}
