import { useMutation } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { useState } from 'react'
import { bookingLimits } from '../../../src/meeting/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { ChoiceCards } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { changeTalk } from '../api.ts'
import type { Form, Talk } from '../api.ts'
import { phoneFault } from '../../ui/contact-fault.ts'
import { FormIcon, formHint, formName } from '../form-words.tsx'
import { useKeepTalk } from './use-talk.ts'
import styles from './my.module.css'

/** Another form, inside the same booking. A call needs a number to call. */
export function FormChange({ talk, secret }: { talk: Talk; secret: string }) {
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState<Form>(talk.form)
  const [phone, setPhone] = useState(talk.phone ?? '')
  const [fault, setFault] = useState<string>()
  const [changedTo, setChangedTo] = useState<Form>()
  const keep = useKeepTalk(talk.id)
  const change = useMutation({
    mutationFn: () => changeTalk(talk.id, { form, ...(form === 'phone' && { phone: phone.trim() }) }, secret),
    onSuccess: (changed) => {
      keep(changed)
      setOpen(false)
      setChangedTo(changed.form)
    },
  })
  const submit = () => {
    const found = form === 'phone' ? phoneFault(phone, 'phone') : undefined
    setFault(found)
    if (!found) change.mutate()
  }
  return (
    <>
      <Button
        look="secondary"
        icon={<MessagesSquare aria-hidden />}
        onClick={() => {
          setForm(talk.form)
          change.reset()
          setOpen(true)
        }}
      >
        {m.seeker_change_form()}
      </Button>
      <p role="status" className={styles.receipt}>
        {changedTo === talk.form ? m.seeker_form_changed({ form: formName(changedTo) }) : ''}
      </p>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.seeker_change_form()}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Stack>
            <ChoiceCards<Form>
              legend={m.seeker_form_title()}
              value={form}
              onChange={setForm}
              choices={talk.formsOffered.map((one) => ({
                value: one,
                label: formName(one),
                hint: formHint(one),
                icon: <FormIcon form={one} />,
              }))}
            />
            {form === 'phone' ? (
              <Field
                type="tel"
                label={m.seeker_contact_phone()}
                hint={m.seeker_contact_phone_needed()}
                error={fault}
                value={phone}
                maxLength={bookingLimits.phone}
                autoComplete="tel"
                onChange={setPhone}
              />
            ) : null}
            {change.error ? <ProblemNotice error={change.error} /> : null}
            <Row>
              <Button type="submit" busy={change.isPending}>
                {m.seeker_change_form_do()}
              </Button>
            </Row>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}
