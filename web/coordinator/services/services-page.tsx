import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { localeNow } from '../../i18n/locale.ts'
import { duration } from '../../i18n/hours-and-minutes.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName, sentence } from '../../i18n/time.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { servicesQuery } from '../api.ts'
import type { Service } from '../api.ts'
import { formName } from './forms.ts'

/** What can be booked. */
export default function ServicesPage() {
  return (
    <StaffFrame title={m.staff_nav_services()} role="coordinator">
      {() => <Services />}
    </StaffFrame>
  )
}

function Services() {
  const { saved }: Record<string, unknown> = useSearch({ strict: false })
  const services = useQuery(servicesQuery)
  const fresh = (
    <Link to="/staff/services/$serviceId" params={{ serviceId: 'new' }} className={buttonClass()}>
      <Plus aria-hidden />
      <span>{m.coordinator_service_new()}</span>
    </Link>
  )
  if (services.isPending) return <Loading />
  if (services.isError) return <ProblemNotice error={services.error} onRetry={() => void services.refetch()} />
  return (
    <Stack gap={1.5}>
      <div className={styles.head}>
        <h1>{m.staff_nav_services()}</h1>
        {fresh}
      </div>
      {typeof saved === 'string' ? <Notice alert title={m.coordinator_service_saved({ name: saved })} /> : null}
      {services.data.services.length === 0 ? (
        <EmptyState title={m.coordinator_services_none_title()}>
          <p>{m.coordinator_services_none_text()}</p>
        </EmptyState>
      ) : null}
      <ul className={styles.list}>
        {services.data.services.map((service) => (
          <li key={service.id}>
            <ServiceCard service={service} />
          </li>
        ))}
      </ul>
    </Stack>
  )
}

function ServiceCard({ service }: { service: Service }) {
  const locale = localeNow()
  return (
    <Card aria-label={service.title[locale]}>
      <Stack gap={0.5}>
        <h2>
          <Link to="/staff/services/$serviceId" params={{ serviceId: service.id }} className={styles.title}>
            {service.title[locale]}
          </Link>
        </h2>
        <p>{service.purpose[locale]}</p>
        <ul className={styles.tags}>
          {service.active ? null : <li className={styles.tag}>{m.coordinator_service_resting()}</li>}
          <li className={styles.tag}>{duration(service.minutes)}</li>
          {service.forms.map((form) => (
            <li key={form} className={styles.tag}>
              {formName(form)}
            </li>
          ))}
          {service.languages.map((tag) => (
            <li key={tag} className={styles.tag}>
              {sentence(languageName(tag))}
            </li>
          ))}
          <li className={styles.tag}>{m.coordinator_counsellors_count({ count: service.counsellorIds.length })}</li>
        </ul>
      </Stack>
    </Card>
  )
}
