import { m } from '../../i18n/paraglide/messages.js'
import type { Trouble } from '../controls/controls.ts'

/** What happened with a device, and what to do now. */
export function troubleText(of: 'camera' | 'microphone', why: Trouble): string {
  const texts = {
    camera: { blocked: m.room_camera_blocked, missing: m.room_camera_missing, failed: m.room_camera_failed },
    microphone: {
      blocked: m.room_microphone_blocked,
      missing: m.room_microphone_missing,
      failed: m.room_microphone_failed,
    },
  }
  return texts[of][why]()
}

/** Why a screen could not be shown, and what to do now. */
export function screenTroubleText(why: 'blocked' | 'failed' | 'taken'): string {
  if (why === 'taken') return m.room_screen_taken()
  return why === 'blocked' ? m.room_screen_blocked() : m.room_screen_failed()
}
