import type { ChecklistItem, ItemAnswer } from '../../../src/checklist/checklist.ts'

/** Whether an answer says something: an unticked box or an empty text does not. */
export function isAnswered(item: ChecklistItem, answer: ItemAnswer | undefined): boolean {
  if (!answer || answer.kind !== item.kind) return false
  if (answer.kind === 'information') return answer.confirmed
  if (answer.kind === 'choice') return answer.chosen.length > 0
  if (answer.kind === 'text') return answer.text.trim() !== ''
  if (answer.kind === 'goal') return answer.goals.some((goal) => goal.trim() !== '')
  return true
}
