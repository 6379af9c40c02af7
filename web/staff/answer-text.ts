import type { ChecklistItem, ItemAnswer } from '../../src/checklist/checklist.ts'
import { localeNow } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'

/** An answer in words, or `null` when there is none. */
export function answerText(item: ChecklistItem, answer: ItemAnswer | undefined): string | null {
  if (!answer) return null
  if (answer.kind === 'scale') return m.counsellor_of_ten({ value: answer.value })
  if (answer.kind === 'text') return answer.text || null
  if (answer.kind === 'goal') return answer.goals.join('; ') || null
  if (answer.kind === 'camera')
    return { on: m.counsellor_camera_on, off: m.counsellor_camera_off, later: m.counsellor_camera_later }[
      answer.camera
    ]()
  if (answer.kind === 'choice' && item.kind === 'choice') {
    return (
      item.options
        .filter(({ id }) => answer.chosen.includes(id))
        .map(({ label }) => label[localeNow()])
        .join(', ') || null
    )
  }
  if (answer.kind === 'device') {
    const parts = [
      [m.counsellor_camera(), answer.camera],
      [m.counsellor_microphone(), answer.microphone],
      [m.counsellor_speaker(), answer.speaker],
      [m.counsellor_network(), answer.network],
    ] as const
    return parts.flatMap(([name, outcome]) => (outcome ? `${name}: ${outcomeText[outcome]()}` : [])).join(', ')
  }
  return null
}

const outcomeText = {
  ok: m.counsellor_check_ok,
  failed: m.counsellor_check_failed,
  blocked: m.counsellor_check_blocked,
  missing: m.counsellor_check_missing,
  skipped: m.counsellor_check_skipped,
}
