import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Clock, EyeOff, Languages } from 'lucide-react'
import { useLocale } from '../../i18n/locale.ts'
import { duration } from '../../i18n/hours-and-minutes.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { services } from '../api.ts'
import type { Service } from '../api.ts'
import { FormIcon, formName } from '../form-words.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'
import styles from './start-page.module.css'

export default function StartPage() {
  return (
    <SeekerFrame title={m.seeker_start_title()} width="full">
      <div className={styles.hero} data-dusk>
        <div className={styles.heroInner}>
          <div className={styles.heroText}>
            <h1>{m.seeker_start_title()}</h1>
            <p className={styles.lead}>{m.seeker_start_lead()}</p>
            <p className={styles.anonymous}>
              <EyeOff aria-hidden /> <span>{m.seeker_start_anonymous()}</span>
            </p>
          </div>
          <FourArcs lit={4} size="large" />
        </div>
      </div>
      <div className={styles.page}>
        <section aria-labelledby="services" className={styles.services}>
          <h2 id="services">{m.seeker_start_services()}</h2>
          <Services />
        </section>
        <section aria-labelledby="how" className={styles.how}>
          <h2 id="how">{m.seeker_start_how()}</h2>
          <ol className={styles.steps}>
            <li>{m.seeker_start_how_1()}</li>
            <li>{m.seeker_start_how_2()}</li>
            <li>{m.seeker_start_how_3()}</li>
          </ol>
          <p>
            <Link to="/my" className={buttonClass({ look: 'secondary' })}>
              {m.seeker_start_have_code()}
            </Link>
          </p>
        </section>
      </div>
    </SeekerFrame>
  )
}

function Services() {
  const { data, error, refetch } = useQuery({ queryKey: ['services'], queryFn: services, staleTime: 60_000 })
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.length === 0)
    return (
      <EmptyState title={m.seeker_start_none_title()}>
        <p>{m.seeker_start_none_text()}</p>
      </EmptyState>
    )
  return (
    <ul className={styles.list}>
      {data.map((service) => (
        <li key={service.id}>
          <ServiceCard service={service} />
        </li>
      ))}
    </ul>
  )
}

function ServiceCard({ service }: { service: Service }) {
  const locale = useLocale()
  return (
    <Card className={styles.service} aria-labelledby={`service-${service.id}`}>
      <h3 id={`service-${service.id}`}>{service.title[locale]}</h3>
      <p>{service.purpose[locale]}</p>
      <ul className={styles.facts}>
        <li>
          <Clock aria-hidden /> {duration(service.minutes)}
        </li>
        {service.forms.map((form) => (
          <li key={form}>
            <FormIcon form={form} /> {formName(form)}
          </li>
        ))}
        {service.languages.length > 1 ? (
          <li>
            <Languages aria-hidden /> {service.languages.map((tag) => languageName(tag, locale)).join(', ')}
          </li>
        ) : null}
      </ul>
      <p>
        <Link to="/book/$serviceId" params={{ serviceId: service.id }} className={buttonClass()}>
          {m.seeker_start_choose()}
          <span className="visually-hidden">: {service.title[locale]}</span>
        </Link>
      </p>
    </Card>
  )
}
