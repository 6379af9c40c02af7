import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { ChoiceCards } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Form } from '../room-state.ts'
import { useAct } from '../use-act.ts'
import styles from './form.module.css'

export function formName(form: Form): string {
  return { video: m.room_form_video, audio: m.room_form_audio, phone: m.room_form_phone, text: m.room_form_text }[
    form
  ]()
}

/** Changes the form in mid-talk: the same talk goes on. */
export function FormMenu({
  form,
  offered,
  change,
  look,
}: {
  form: Form
  offered: Form[]
  change(form: Form): Promise<unknown>
  look(): Promise<void>
}) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Form>(form)
  const { act, busy, failed } = useAct(look)
  return (
    <>
      <button
        type="button"
        className={styles.open}
        aria-haspopup="dialog"
        onClick={() => {
          setChosen(form)
          setOpen(true)
        }}
      >
        {m.room_form_change()}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.room_form_change()}>
        <ChoiceCards<Form>
          legend={m.room_form()}
          legendHidden
          value={chosen}
          onChange={setChosen}
          choices={offered.map((each) => ({ value: each, label: formName(each) }))}
        />
        {failed ? (
          <Notice tone="loss" alert>
            <p>{m.room_action_failed()}</p>
          </Notice>
        ) : null}
        <Button busy={busy} onClick={() => void act(() => change(chosen)).then((went) => went && setOpen(false))}>
          {m.room_form_change()}
        </Button>
      </Dialog>
    </>
  )
}
