import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { shortTime } from '../../client/near-day.ts'
import { useLocale } from '../../i18n/locale.ts'
import { duration } from '../../i18n/hours-and-minutes.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { sentence } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { services } from '../api.ts'
import type { Service } from '../api.ts'
import { SeekerFrame } from '../seeker-frame.tsx'
import { AliasStep, ContactStep, FormStep, TimeStep, TopicStep } from './steps.tsx'
import { CheckStep } from './check-step.tsx'
import { steps } from './step.ts'
import type { Step } from './step.ts'
import { useDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import styles from './book-page.module.css'

export default function BookPage() {
  const { serviceId } = useParams({ strict: false })
  const { data, error, refetch } = useQuery({ queryKey: ['services'], queryFn: services, staleTime: 60_000 })
  const service = data?.find((one) => one.id === serviceId)
  return (
    <SeekerFrame title={m.seeker_book_title()}>
      {service ? <Booking service={service} /> : null}
      {error && !data ? <ProblemNotice page error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Opening /> : null}
      {data && !service ? (
        <EmptyState
          page
          title={m.seeker_book_gone_title()}
          actions={
            <Link to="/" className={buttonClass()}>
              {m.seeker_book_gone_action()}
            </Link>
          }
        >
          <p>{m.seeker_book_gone_text()}</p>
        </EmptyState>
      ) : null}
    </SeekerFrame>
  )
}

/** What the first question looks like before anything was fetched: it stays where it is when its times come. */
function Opening() {
  const search: Record<string, unknown> = useSearch({ strict: false })
  if (typeof search.step === 'string') return <Loading page />
  return (
    <div className={styles.book}>
      <Progress index={0} service={null} slot={null} onBack={() => undefined} />
      <div className={`${styles.step} ${styles.question}`}>
        <h1>{m.seeker_time_title()}</h1>
        <Loading label={m.seeker_time_loading()} />
      </div>
    </div>
  )
}

/** One question a screen. Each is an entry in the browser's history: "back" goes back, with everything kept. */
function Booking({ service }: { service: Service }) {
  const [draft, change, forget] = useDraft(service.id)
  const { step, from } = useStep(draft)
  const navigate = useNavigate()
  const goTo = (next: Step) =>
    navigate({
      to: '/book/$serviceId',
      params: { serviceId: service.id },
      search: next === 'time' ? {} : { step: next },
    })
  const index = steps.indexOf(step)
  const onNext = () => void goTo(from === 'check' ? 'check' : (steps[index + 1] ?? 'check'))
  const props = { service, draft, change, onNext }
  const heading = useFocusOn(step)
  return (
    <div className={styles.book}>
      <Progress index={index} service={service} slot={draft.slot} onBack={() => history.back()} />
      <div ref={heading} tabIndex={-1} className={styles.step}>
        {step === 'time' ? <TimeStep {...props} /> : null}
        {step === 'form' ? <FormStep {...props} /> : null}
        {step === 'alias' ? <AliasStep {...props} /> : null}
        {step === 'contact' ? <ContactStep {...props} /> : null}
        {step === 'topic' ? <TopicStep {...props} /> : null}
        {step === 'check' ? <CheckStep {...props} forget={forget} /> : null}
      </div>
    </div>
  )
}

/** The step in the address; the first one that is open when something before it is missing. */
function useStep(draft: Draft): { step: Step; from: string | undefined } {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const asked = steps.find((step) => step === search.step) ?? 'time'
  const from = typeof search.from === 'string' ? search.from : undefined
  if (!draft.slot) return { step: 'time', from }
  if (!draft.form && steps.indexOf(asked) > 1) return { step: 'form', from }
  return { step: asked, from }
}

function Progress({
  index,
  service,
  slot,
  onBack,
}: {
  index: number
  service: Service | null
  slot: Draft['slot']
  onBack(): void
}) {
  const locale = useLocale()
  const arc = Math.min(3, Math.floor((index * 4) / steps.length))
  return (
    <div className={styles.progress}>
      <FourArcs lit={arc + 1} current={arc} tile />
      <div>
        <p className={styles.service}>
          {service ? `${service.title[locale]}, ${duration(service.minutes)}` : m.seeker_book_title()}
        </p>
        {slot && index > 0 ? <p className={styles.when}>{sentence(shortTime(slot.wall))}</p> : null}
        <p className={styles.count}>{m.seeker_book_step({ step: index + 1, of: steps.length })}</p>
      </div>
      {index === 0 ? null : (
        <button type="button" className={buttonClass({ look: 'back' })} onClick={onBack}>
          <ArrowLeft aria-hidden /> {m.common_back()}
        </button>
      )}
    </div>
  )
}

/** A new question begins at its top, for the keyboard and for screen readers too. */
function useFocusOn(step: Step) {
  const ref = useRef<HTMLDivElement>(null)
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) {
      ref.current?.focus({ preventScroll: true })
      scrollTo({ top: 0 })
    }
    first.current = false
  }, [step])
  return ref
}
