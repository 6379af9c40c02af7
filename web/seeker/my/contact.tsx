import { useMutation } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { staffLimits } from '../../../src/people/limits.ts'
import { bookingLimits } from '../../../src/meeting/limits.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { changeTalk } from '../api.ts'
import type { Talk } from '../api.ts'
import { emailFault, phoneFault } from '../../ui/contact-fault.ts'
import { useKeepTalk } from './use-talk.ts'
import styles from './my.module.css'

/** What the seeker told of themselves, all of it changeable, all of it optional. */
export function Contact({ talk, secret }: { talk: Talk; secret: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Card aria-labelledby="contact">
      <Stack>
        <h2 id="contact">{m.seeker_contact_card()}</h2>
        <dl className={styles.facts}>
          <div>
            <dt>{m.seeker_alias_label()}</dt>
            <dd>{talk.alias || m.seeker_check_anonymous()}</dd>
          </div>
          <div>
            <dt>{m.seeker_contact_email()}</dt>
            <dd>
              {talk.email || m.seeker_contact_none()}
              {talk.lettersStopped ? <p className={styles.quiet}>{m.seeker_contact_stopped()}</p> : null}
            </dd>
          </div>
          <div>
            <dt>{m.seeker_contact_phone()}</dt>
            <dd>{talk.phone || m.seeker_contact_none()}</dd>
          </div>
          {talk.email ? (
            <div>
              <dt>{m.seeker_contact_subjects_name()}</dt>
              <dd>{talk.fullSubjects ? m.seeker_contact_subjects_full() : m.seeker_contact_subjects_neutral()}</dd>
            </div>
          ) : null}
          <div>
            <dt>{m.seeker_topic_label()}</dt>
            <dd>{talk.topic || m.seeker_check_no_topic()}</dd>
          </div>
        </dl>
        <Row className="no-print">
          <Button look="secondary" icon={<Pencil aria-hidden />} onClick={() => setOpen(true)}>
            {m.seeker_contact_edit()}
          </Button>
        </Row>
      </Stack>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.seeker_contact_card()}>
        <ContactForm talk={talk} secret={secret} onDone={() => setOpen(false)} />
      </Dialog>
    </Card>
  )
}

function ContactForm({ talk, secret, onDone }: { talk: Talk; secret: string; onDone(): void }) {
  const locale = useLocale()
  const [alias, setAlias] = useState(talk.alias ?? '')
  const [email, setEmail] = useState(talk.email ?? '')
  const [phone, setPhone] = useState(talk.phone ?? '')
  const [topic, setTopic] = useState(talk.topic ?? '')
  const [fullSubjects, setFullSubjects] = useState(talk.fullSubjects ?? false)
  const [faults, setFaults] = useState<{ email?: string | undefined; phone?: string | undefined }>({})
  const keep = useKeepTalk(talk.id)
  const change = useMutation({
    mutationFn: () =>
      changeTalk(
        talk.id,
        {
          alias: orNull(alias),
          email: orNull(email),
          phone: orNull(phone),
          topic: orNull(topic),
          fullSubjects,
          lettersLanguage: locale,
        },
        secret,
      ),
    onSuccess: (changed) => {
      keep(changed)
      onDone()
    },
  })
  const submit = () => {
    const found = { email: emailFault(email), phone: phoneFault(phone, talk.form) }
    setFaults(found)
    if (!found.email && !found.phone) change.mutate()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        <Field
          label={m.seeker_alias_label()}
          mark={m.common_optional()}
          value={alias}
          maxLength={bookingLimits.alias}
          autoComplete="off"
          onChange={setAlias}
        />
        <Field
          type="email"
          label={m.seeker_contact_email()}
          mark={m.common_optional()}
          hint={m.seeker_contact_email_hint()}
          error={faults.email}
          value={email}
          maxLength={staffLimits.email}
          autoComplete="email"
          onChange={setEmail}
        />
        {email.trim() === '' ? null : (
          <CheckBox
            label={m.seeker_contact_subjects()}
            hint={m.seeker_contact_subjects_hint()}
            checked={fullSubjects}
            onChange={setFullSubjects}
          />
        )}
        <Field
          type="tel"
          label={m.seeker_contact_phone()}
          mark={talk.form === 'phone' ? undefined : m.common_optional()}
          error={faults.phone}
          value={phone}
          maxLength={bookingLimits.phone}
          autoComplete="tel"
          onChange={setPhone}
        />
        <TextArea
          label={m.seeker_topic_label()}
          mark={m.common_optional()}
          value={topic}
          maxLength={bookingLimits.topic}
          onChange={setTopic}
        />
        {change.error ? <ProblemNotice error={change.error} /> : null}
        <Row>
          <Button type="submit" busy={change.isPending}>
            {m.common_save()}
          </Button>
        </Row>
      </Stack>
    </form>
  )
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
