import { useState, useSyncExternalStore } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { createAutosave } from '../../room/saving/autosave.ts'
import styles from '../../staff/staff.module.css'
import { Card, Stack } from '../../ui/card.tsx'
import { TextArea } from '../../ui/field.tsx'
import { saveNotes } from '../api.ts'

/** The counsellor's own notes, saved as one types. Nobody else ever gets them. */
export function Notes({ bookingId, stored }: { bookingId: string; stored: string }) {
  const [text, setText] = useState(stored)
  const [autosave] = useState(() => createAutosave<string>(async (value) => void (await saveNotes(bookingId, value))))
  const saving = useSyncExternalStore(autosave.state.subscribe, autosave.state.get)
  const words = { saved: m.common_saved, unsaved: m.common_not_saved, saving: m.common_saving, failed: m.common_not_saved }
  return (
    <Card>
      <Stack gap={0.5}>
        <TextArea
          label={m.counsellor_notes()}
          hint={m.counsellor_notes_hint()}
          rows={8}
          value={text}
          onChange={(value) => { setText(value); autosave.change(value) }}
          onBlur={() => void autosave.flush()}
        />
        <p className={styles.muted} role="status">{words[saving]()}</p>
      </Stack>
    </Card>
  )
}
