import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Language } from '../../../src/words/language.ts'
import { attemptOf } from '../../client/kept-draft.ts'
import { caseKey } from '../../client/keys.ts'
import { nearTime } from '../../client/near-day.ts'
import { ApiProblem } from '../../client/problem.ts'
import { keepSecret, secretOf } from '../../client/secret.ts'
import { clocksAgree } from '../../i18n/clocks-agree.ts'
import { useLocale } from '../../i18n/locale.ts'
import { duration } from '../../i18n/hours-and-minutes.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName, sentence, zoneName } from '../../i18n/time.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { book } from '../api.ts'
import type { Alternative, Order, Service } from '../api.ts'
import { formName } from '../form-words.tsx'
import { alternativesOf } from './alternatives.ts'
import type { Step, StepProps } from './step.ts'
import { keepReceipt } from './draft.ts'
import type { Draft } from './draft.ts'
import { talkLanguage } from './steps.tsx'
import styles from './book-page.module.css'

/** Everything once more, then the one button that books. */
export function CheckStep({ service, draft, change, forget }: StepProps & { forget(): void }) {
  const locale = useLocale()
  const secret = secretOf('seeker')
  const booking = useBooking({ service, draft, change, forget, secret })
  const outcome = useSight(booking.error)
  const { slot, form } = draft
  if (!slot || !form) return null
  const zone = clocksAgree(slot, service.zone) ? '' : ` (${zoneName(slot.wall.zone)})`
  return (
    <div className={styles.question}>
      <h1>{m.seeker_check_title()}</h1>
      <div ref={outcome} tabIndex={-1} hidden={!booking.error}>
        <Outcome
          error={booking.error}
          onRetry={() => booking.mutate()}
          onChoose={(other) => {
            booking.reset()
            change({ slot: other })
          }}
          service={service}
        />
      </div>
      <Card>
        <dl className={styles.summary}>
          <Line
            service={service}
            step="time"
            name={m.seeker_check_when()}
            value={sentence(`${nearTime(slot.wall)}${zone}`)}
          />
          <Line service={service} step="form" name={m.seeker_check_form()} value={formName(form)} />
          {service.languages.length > 1 ? (
            <Line
              service={service}
              step="time"
              name={m.seeker_time_language()}
              value={sentence(languageName(talkLanguage(service.languages, draft.language, locale), locale))}
            />
          ) : null}
          <Line
            service={service}
            step="alias"
            name={m.seeker_check_alias()}
            value={draft.alias.trim() || m.seeker_check_anonymous()}
          />
          <Line
            service={service}
            step="contact"
            name={m.seeker_check_contact()}
            value={[draft.email.trim(), draft.phone.trim()].filter(Boolean).join('\n') || m.seeker_check_no_contact()}
          />
          <Line
            service={service}
            step="topic"
            name={m.seeker_check_topic()}
            value={draft.topic.trim() || m.seeker_check_no_topic()}
          />
        </dl>
      </Card>
      {secret ? (
        <CheckBox
          card
          label={m.seeker_check_same_case()}
          hint={m.seeker_check_same_case_hint()}
          checked={draft.sameCase}
          onChange={(sameCase) => change({ sameCase })}
        />
      ) : null}
      <div className={styles.actions}>
        <Button busy={booking.isPending} onClick={() => booking.mutate()}>
          {booking.isPending ? m.seeker_check_booking() : m.seeker_check_book()}
        </Button>
      </div>
      <p>{m.seeker_check_rules({ organisation: service.organisation.name })}</p>
    </div>
  )
}

/** What went wrong stands above all that was typed: it is brought into sight of who pressed the button below. */
function useSight(error: unknown) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!error) return
    ref.current?.focus({ preventScroll: true })
    ref.current?.scrollIntoView({ block: 'center' })
  }, [error])
  return ref
}

type Booking = Pick<StepProps, 'service' | 'draft' | 'change'> & { forget(): void; secret: string | null }

function useBooking({ service, draft, change, forget, secret }: Booking) {
  const locale = useLocale()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const order = orderOf(service, draft, locale)
      const attempt = attemptOf(draft.attempt, order)
      change({ attempt })
      return book(order, attempt.key, draft.sameCase ? secret : null)
    },
    onSuccess: async (booked) => {
      keepReceipt({
        ...booked,
        form: draft.form ?? 'video',
        email: draft.email.trim(),
        doorOpensMinutes: service.doorOpensMinutes,
        serviceTitle: service.title[locale],
        hasChecklist: true,
      })
      keepSecret('seeker', booked.secret)
      queries.removeQueries({ queryKey: caseKey })
      await navigate({ to: '/booked', replace: true })
      forget()
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.type === 'taken') void queries.invalidateQueries({ queryKey: ['slots'] })
    },
  })
}

function orderOf(service: Service, draft: Draft, locale: Language): Order {
  const given = {
    alias: draft.alias.trim(),
    email: draft.email.trim(),
    phone: draft.phone.trim(),
    topic: draft.topic.trim(),
  }
  return {
    serviceId: service.id,
    start: draft.slot?.start ?? '',
    form: draft.form ?? 'video',
    language: talkLanguage(service.languages, draft.language, locale),
    // As the times were shown: the server may not know the browser's zone.
    zone: draft.slot?.wall.zone ?? service.zone,
    lettersLanguage: locale,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    ...(given.email !== '' && { fullSubjects: draft.fullSubjects, linkInLetters: draft.linkInLetters }),
  }
}

/** A time that was taken in the meantime comes with others; everything that was typed stays. */
function Outcome({
  error,
  onRetry,
  onChoose,
  service,
}: {
  error: unknown
  onRetry(): void
  onChoose(slot: Alternative): void
  service: Service
}) {
  if (!error) return null
  const back = (
    <Link
      to="/book/$serviceId"
      params={{ serviceId: service.id }}
      search={{ from: 'check' }}
      className={buttonClass({ look: 'quiet' })}
    >
      {m.seeker_check_other_times()}
    </Link>
  )
  if (error instanceof ApiProblem && error.status === 422)
    return <ProblemNotice error={error} actions={<Corrections error={error} service={service} />} />
  if (error instanceof ApiProblem && error.type === 'too-many') {
    return (
      <Notice
        tone="light"
        alert
        title={m.seeker_check_many_title()}
        actions={
          <Button look="secondary" onClick={onRetry}>
            {m.common_retry()}
          </Button>
        }
      >
        <p>{m.seeker_check_many_text({ wait: waitOf(error) })}</p>
      </Notice>
    )
  }
  if (error instanceof ApiProblem && error.type === 'enough-ahead') {
    const own = (
      <Link to="/my" className={buttonClass({ look: 'secondary' })}>
        {m.seeker_booked_to_my()}
      </Link>
    )
    return (
      <Notice tone="light" alert title={m.seeker_check_enough_title()} actions={own}>
        <p>{m.seeker_check_enough_text()}</p>
      </Notice>
    )
  }
  if (!(error instanceof ApiProblem) || error.type !== 'taken') return <ProblemNotice error={error} onRetry={onRetry} />
  const alternatives = alternativesOf(error)
  return (
    <Notice tone="light" alert title={m.common_problem_taken_title()} actions={back}>
      <p>{alternatives.length > 0 ? m.seeker_check_taken() : m.common_problem_taken_text()}</p>
      {alternatives.length > 0 ? (
        <ul className={styles.alternatives}>
          {alternatives.map((slot) => (
            <li key={slot.start}>
              <Button look="secondary" onClick={() => onChoose(slot)}>
                {nearTime(slot.wall)}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}

/** How long, in words: minutes up to an hour, then whole hours. */
function waitOf({ retryAfter }: ApiProblem): string {
  const minutes = Math.max(1, Math.ceil((retryAfter ?? 3600) / 60))
  return duration(minutes <= 60 ? minutes : 60 * Math.ceil(minutes / 60))
}

/** The questions whose answers the server could not take. */
function Corrections({ error, service }: { error: ApiProblem; service: Service }) {
  const wrong = [...new Set(error.errors.flatMap(({ field }) => stepOf[field] ?? []))]
  return wrong.map((step) => (
    <Link
      key={step}
      to="/book/$serviceId"
      params={{ serviceId: service.id }}
      search={{ ...(step !== 'time' && { step }), from: 'check' }}
      className={buttonClass({ look: 'secondary' })}
    >
      {m.common_edit()}: {stepName(step)}
    </Link>
  ))
}

const stepOf: Record<string, Step> = {
  start: 'time',
  language: 'time',
  form: 'form',
  alias: 'alias',
  email: 'contact',
  phone: 'contact',
  topic: 'topic',
}

function stepName(step: Step): string {
  if (step === 'form') return m.seeker_check_form()
  if (step === 'alias') return m.seeker_check_alias()
  if (step === 'contact') return m.seeker_check_contact()
  return step === 'topic' ? m.seeker_check_topic() : m.seeker_check_when()
}

function Line({ service, step, name, value }: { service: Service; step: Step; name: string; value: string }) {
  return (
    <div className={styles.line}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className={styles.edit}>
        <Link
          to="/book/$serviceId"
          params={{ serviceId: service.id }}
          search={{ ...(step !== 'time' && { step }), from: 'check' }}
          className={buttonClass({ look: 'quiet' })}
        >
          {m.common_edit()}
          <span className="visually-hidden">: {name}</span>
        </Link>
      </dd>
    </div>
  )
}
