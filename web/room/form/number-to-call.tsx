import { useState } from 'react'
import { bookingLimits } from '../../../src/meeting/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { phoneFault } from '../../ui/contact-fault.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useAct } from '../use-act.ts'
import styles from './form.module.css'

/** Where the counsellor calls. Who booked video may not have given a number, and nobody can call an unknown one. */
export function NumberToCall({
  phone,
  give,
  look,
}: {
  phone: string | null
  give(phone: string): Promise<unknown>
  look(): Promise<void>
}) {
  const [written, setWritten] = useState(phone ?? '')
  const [asking, setAsking] = useState(phone === null)
  const [fault, setFault] = useState<string>()
  const { act, busy, failed } = useAct(look)
  if (!asking) {
    return (
      <>
        <p className={styles.number}>{phone}</p>
        <Button look="secondary" onClick={() => setAsking(true)}>
          {m.room_form_phone_other()}
        </Button>
      </>
    )
  }
  function submit() {
    const found = phoneFault(written, 'phone')
    setFault(found)
    if (!found) void act(() => give(written.trim())).then((went) => went && setAsking(false))
  }
  return (
    <form
      noValidate
      className={styles.give}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Field
        type="tel"
        label={m.room_form_phone_which()}
        error={fault}
        value={written}
        maxLength={bookingLimits.phone}
        autoComplete="tel"
        onChange={setWritten}
      />
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
      <Button type="submit" busy={busy}>
        {m.room_form_phone_give()}
      </Button>
    </form>
  )
}
