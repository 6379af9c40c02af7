import type { ChecklistItem } from './checklist.ts'
import { companionItems, counsellorItems } from './starter-others.ts'
import {
  about,
  camera,
  change,
  device,
  goal,
  method,
  others,
  needs,
  place,
  ready,
  record,
  sound,
  time,
  tried,
  welcome,
  whyVideo,
} from './starter-seeker.ts'

// What every new organisation begins with, and may rewrite.

/** On the card of what stands above. */
const below = (item: ChecklistItem): ChecklistItem => ({ ...item, sameCard: true })

/** Seven cards for a seeker, whom every one more would cost. The device check comes last, when they sit where they will. */
const cards = (minutes: number): ChecklistItem[] => [
  goal,
  below(ready),
  needs,
  time(minutes),
  below(record),
  below(change),
  below(method),
  whyVideo,
  below(camera),
  place,
  below(sound),
  below(others),
]

/** Before a whole talk. */
export const talkChecklist: ChecklistItem[] = [
  ...companionItems,
  welcome,
  below(about),
  below(tried),
  ...cards(45),
  ...counsellorItems,
  device,
]

/** Before a short question: no words of welcome, and less for the counsellor to prepare. */
export const shortChecklist: ChecklistItem[] = [
  ...companionItems,
  about,
  below(tried),
  ...cards(20),
  ...counsellorItems.filter(({ id }) => id !== 'own-resources' && id !== 'own-start'),
  device,
]

export const talkChecklistTitle = { sv: 'Inför samtalet', da: 'Før samtalen', en: 'Before the talk' }
export const shortChecklistTitle = {
  sv: 'Inför den korta frågan',
  da: 'Før det korte spørgsmål',
  en: 'Before the short question',
}
