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
  place,
  ready,
  record,
  sound,
  time,
  welcome,
  whyVideo,
} from './starter-seeker.ts'

// What every new organisation begins with, and may rewrite.

/** Before a whole talk. The device check comes last for everybody, when they sit where they will sit. */
export const talkChecklist: ChecklistItem[] = [
  welcome,
  ...companionItems,
  about,
  goal,
  ready,
  time(45),
  method,
  whyVideo,
  camera,
  place,
  sound,
  others,
  record,
  change,
  ...counsellorItems,
  device,
]

/** Before a short question: the same points in fewer screens, and the question first. */
export const shortChecklist: ChecklistItem[] = [
  ...companionItems,
  about,
  goal,
  ready,
  time(20),
  method,
  whyVideo,
  camera,
  place,
  sound,
  others,
  record,
  change,
  ...counsellorItems.filter(({ id }) => id !== 'own-resources' && id !== 'own-start'),
  device,
]

export const talkChecklistTitle = { sv: 'Inför samtalet', da: 'Før samtalen', en: 'Before the talk' }
export const shortChecklistTitle = {
  sv: 'Inför den korta frågan',
  da: 'Før det korte spørgsmål',
  en: 'Before the short question',
}
