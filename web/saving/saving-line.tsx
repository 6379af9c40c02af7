import { m } from '../i18n/paraglide/messages.js'
import type { Saving } from './autosave.ts'
import styles from './saving.module.css'

/** Says whether what was typed is safe. */
export function SavingLine({ saving }: { saving: Saving }) {
  const text = { saved: m.room_saved, saving: m.room_saving, unsaved: m.room_unsaved, failed: m.room_save_failed }[
    saving
  ]()
  return (
    <p className={styles.line} data-failed={saving === 'failed' || undefined} role="status">
      {text}
    </p>
  )
}
