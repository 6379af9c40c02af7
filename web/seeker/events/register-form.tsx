import { useState } from 'react'
import { bookingLimits } from '../../../src/meeting/limits.ts'
import { staffLimits } from '../../../src/people/limits.ts'
import { languages } from '../../../src/words/language.ts'
import { ApiProblem } from '../../client/problem.ts'
import { secretOf } from '../../client/secret.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName, sentence } from '../../i18n/time.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { CheckBox, ChoiceCards } from '../../ui/choice.tsx'
import { emailFault } from '../../ui/contact-fault.ts'
import { Field, Select, TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { eventDate } from './event-words.ts'
import type { EventWhole } from './events-api.ts'
import { RegisterProblem } from './register-problem.tsx'
import { useRegistrationDraft } from './registration-draft.ts'
import type { RegistrationDraft } from './registration-draft.ts'
import { useRegistering } from './use-registering.ts'

/** One screen, nothing of which has to be filled in. */
export function RegisterForm({ event }: { event: EventWhole }) {
  const locale = useLocale()
  const [draft, change, forget] = useRegistrationDraft(event.id)
  const [fault, setFault] = useState<string>()
  const secret = secretOf('seeker')
  const sending = useRegistering({ event, draft, change, forget, secret })
  const full = event.seats === 'full'
  const { alias, question, email, sameCase } = draft
  const wrong = (field: string) =>
    sending.error instanceof ApiProblem && sending.error.errors.some((one) => one.field === field)
  return (
    <Card aria-labelledby="register" className="no-print">
      <form
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault()
          const found = emailFault(email)
          setFault(found)
          if (!found && !sending.isPending) sending.mutate()
        }}
      >
        <Stack gap={1.2}>
          <h2 id="register">{full ? m.seeker_register_full_title() : m.seeker_register_title()}</h2>
          <p>{full ? m.seeker_register_full_text() : m.seeker_register_text()}</p>
          <WhichDates event={event} draft={draft} change={change} />
          <Field
            label={m.seeker_alias_label()}
            mark={m.common_optional()}
            hint={event.kind === 'group' ? m.seeker_register_alias_group() : m.seeker_register_alias_webinar()}
            error={wrong('alias') ? m.common_field_wrong() : undefined}
            value={alias}
            maxLength={bookingLimits.alias}
            autoComplete="off"
            onChange={(next) => change({ alias: next })}
          />
          <TextArea
            label={m.seeker_register_question()}
            mark={m.common_optional()}
            hint={m.seeker_register_question_hint()}
            error={wrong('question') ? m.common_field_wrong() : undefined}
            rows={3}
            value={question}
            maxLength={bookingLimits.topic}
            onChange={(next) => change({ question: next })}
          />
          <Field
            type="email"
            label={m.seeker_contact_email()}
            mark={m.common_optional()}
            hint={full ? m.seeker_register_email_hint_full() : m.seeker_register_email_hint()}
            error={fault ?? (wrong('email') ? m.seeker_contact_email_error() : undefined)}
            value={email}
            maxLength={staffLimits.email}
            autoComplete="email"
            inputMode="email"
            onChange={(next) => {
              change({ email: next })
              setFault(undefined)
            }}
          />
          {email.trim() === '' && secret && sameCase ? null : email.trim() === '' ? (
            <Notice tone="light">{full ? m.seeker_register_no_email_full() : m.seeker_register_no_email()}</Notice>
          ) : (
            <>
              <CheckBox
                label={m.seeker_contact_subjects()}
                hint={m.seeker_contact_subjects_hint()}
                checked={draft.fullSubjects}
                onChange={(fullSubjects) => change({ fullSubjects })}
              />
              <Select
                label={m.seeker_register_letters()}
                value={draft.lettersLanguage ?? locale}
                onChange={(next) => change({ lettersLanguage: languages.find((one) => one === next) ?? locale })}
                options={languages.map((one) => ({ value: one, label: sentence(languageName(one, locale)) }))}
              />
            </>
          )}
          {secret ? (
            <CheckBox
              card
              label={m.seeker_register_same_case()}
              hint={m.seeker_register_same_case_hint()}
              checked={sameCase}
              onChange={(next) => change({ sameCase: next })}
            />
          ) : null}
          <RegisterProblem error={sending.error} onRetry={() => sending.mutate()} />
          <Row>
            <Button type="submit" busy={sending.isPending}>
              {sending.isPending
                ? m.seeker_register_doing()
                : full
                  ? m.seeker_register_full_do()
                  : m.seeker_register_do()}
            </Button>
          </Row>
          <p>{m.seeker_register_rules()}</p>
        </Stack>
      </form>
    </Card>
  )
}

type WhichProps = { event: EventWhole; draft: RegistrationDraft; change(change: Partial<RegistrationDraft>): void }

/** One date of a series or all from it on; nothing to choose where one is all there is. */
function WhichDates({ event, draft, change }: WhichProps) {
  const rest = event.dates.filter(({ start }) => start >= event.start)
  if (rest.length < 2) return null
  return (
    <ChoiceCards<'this' | 'all'>
      legend={m.seeker_register_which()}
      choices={[
        { value: 'this', label: m.seeker_register_this({ date: eventDate(event.wall.start, event.wall.zone) }) },
        { value: 'all', label: m.seeker_register_series({ count: rest.length }) },
      ]}
      value={draft.wholeSeries ? 'all' : 'this'}
      onChange={(which) => change({ wholeSeries: which === 'all' })}
    />
  )
}
