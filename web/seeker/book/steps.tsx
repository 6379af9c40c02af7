import { useState } from 'react'
import { staffLimits } from '../../../src/people/limits.ts'
import { bookingLimits } from '../../../src/meeting/limits.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName } from '../../i18n/time.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox, ChoiceCards } from '../../ui/choice.tsx'
import { Field, Select, TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Form } from '../api.ts'
import { emailFault, phoneFault } from '../../ui/contact-fault.ts'
import { FormIcon, formHint, formName } from '../form-words.tsx'
import type { StepProps } from './step.ts'
import { TimePicker } from './time-picker.tsx'
import styles from './book-page.module.css'

export function TimeStep({ service, draft, change, onNext }: StepProps) {
  const locale = useLocale()
  const language = talkLanguage(service.languages, draft.language, locale)
  return (
    <div className={styles.question}>
      <h1>{m.seeker_time_title()}</h1>
      {service.languages.length > 1 ? (
        <Select
          label={m.seeker_time_language()}
          value={language}
          onChange={(chosen) => change({ language: chosen, slot: null })}
          options={service.languages.map((tag) => ({ value: tag, label: languageName(tag, locale) }))}
        />
      ) : null}
      <TimePicker
        service={service}
        language={language}
        chosen={draft.slot?.start ?? null}
        onChoose={({ start, end, wall }) => {
          change({ slot: { start, end, wall }, language })
          onNext()
        }}
      />
    </div>
  )
}

/** The chosen language, else the page's if talks are held in it, else the service's first. */
export function talkLanguage(offered: string[], chosen: string | null, locale: string): string {
  return (
    offered.find((tag) => tag === chosen) ?? offered.find((tag) => tag.split('-')[0] === locale) ?? offered[0] ?? locale
  )
}

export function FormStep({ service, draft, change, onNext }: StepProps) {
  const [error, setError] = useState<string>()
  return (
    <form
      className={styles.question}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (draft.form) onNext()
        else setError(m.seeker_form_error())
      }}
    >
      <h1>{m.seeker_form_title()}</h1>
      <ChoiceCards<Form>
        legend={m.seeker_form_title()}
        legendHidden
        hint={m.seeker_form_intro()}
        error={error}
        value={draft.form}
        onChange={(form) => {
          change({ form })
          setError(undefined)
        }}
        choices={service.forms.map((form) => ({
          value: form,
          label: formName(form),
          hint: formHint(form),
          icon: <FormIcon form={form} />,
        }))}
      />
      {service.forms.includes('video') ? null : <Notice>{m.seeker_form_no_video()}</Notice>}
      <Next />
    </form>
  )
}

export function AliasStep({ draft, change, onNext }: StepProps) {
  return (
    <form
      className={styles.question}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      <h1>{m.seeker_alias_title()}</h1>
      <p>{m.seeker_alias_text()}</p>
      <Field
        label={m.seeker_alias_label()}
        mark={m.common_optional()}
        value={draft.alias}
        maxLength={bookingLimits.alias}
        autoComplete="off"
        onChange={(alias) => change({ alias })}
      />
      <Next />
    </form>
  )
}

export function ContactStep({ draft, change, onNext }: StepProps) {
  const [errors, setErrors] = useState<{ email?: string | undefined; phone?: string | undefined }>({})
  const check = () => {
    const found = { email: emailFault(draft.email), phone: phoneFault(draft.phone, draft.form) }
    setErrors(found)
    return !found.email && !found.phone
  }
  return (
    <form
      className={styles.question}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (check()) onNext()
      }}
    >
      <h1>{m.seeker_contact_title()}</h1>
      <p>{draft.form === 'phone' ? m.seeker_contact_text_phone() : m.seeker_contact_text()}</p>
      <Field
        type="email"
        label={m.seeker_contact_email()}
        mark={m.common_optional()}
        hint={m.seeker_contact_email_hint()}
        error={errors.email}
        value={draft.email}
        maxLength={staffLimits.email}
        autoComplete="email"
        inputMode="email"
        onChange={(email) => {
          change({ email })
          setErrors({ ...errors, email: undefined })
        }}
      />
      {draft.email.trim() === '' ? null : (
        <>
          <CheckBox
            label={m.seeker_contact_subjects()}
            hint={m.seeker_contact_subjects_hint()}
            checked={draft.fullSubjects}
            onChange={(fullSubjects) => change({ fullSubjects })}
          />
          <CheckBox
            label={m.seeker_contact_link()}
            hint={m.seeker_contact_link_hint()}
            checked={draft.linkInLetters}
            onChange={(linkInLetters) => change({ linkInLetters })}
          />
        </>
      )}
      <Field
        type="tel"
        label={m.seeker_contact_phone()}
        mark={draft.form === 'phone' ? undefined : m.common_optional()}
        hint={draft.form === 'phone' ? m.seeker_contact_phone_needed() : m.seeker_contact_phone_hint()}
        error={errors.phone}
        value={draft.phone}
        maxLength={bookingLimits.phone}
        autoComplete="tel"
        inputMode="tel"
        onChange={(phone) => {
          change({ phone })
          setErrors({ ...errors, phone: undefined })
        }}
      />
      {draft.email.trim() === '' ? <Notice tone="light">{m.seeker_contact_no_email()}</Notice> : null}
      <Next />
    </form>
  )
}

export function TopicStep({ draft, change, onNext }: StepProps) {
  return (
    <form
      className={styles.question}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      <h1>{m.seeker_topic_title()}</h1>
      <p>{m.seeker_topic_text()}</p>
      <TextArea
        label={m.seeker_topic_label()}
        mark={m.common_optional()}
        value={draft.topic}
        maxLength={bookingLimits.topic}
        rows={5}
        onChange={(topic) => change({ topic })}
      />
      <Next />
    </form>
  )
}

const Next = () => (
  <div className={styles.actions}>
    <Button type="submit">{m.common_next()}</Button>
  </div>
)
