import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { languages } from '../../../src/words/language.ts'
import { newServiceDefaults } from '../../../src/availability/limits.ts'
import { ApiProblem } from '../../client/problem.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import type { Me } from '../../staff/api.ts'
import { LeaveGuard } from '../../staff/leave-guard.tsx'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { useFirstWrong } from '../../staff/use-first-wrong.ts'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { addService, changeService, checklistsQuery, colleaguesQuery, servicesQuery } from '../api.ts'
import type { ServiceFields } from '../api.ts'
import { emptyText } from '../text-fields.tsx'
import { ServiceForm } from './service-form.tsx'

/** One service: everything that decides which times are offered, and how. */
export default function ServicePage() {
  const { serviceId = 'new' } = useParams({ strict: false })
  return (
    <StaffFrame title={m.staff_nav_services()} role="coordinator">
      {(me) => <Service key={serviceId} serviceId={serviceId} me={me} />}
    </StaffFrame>
  )
}

function Service({ serviceId, me }: { serviceId: string; me: Me }) {
  const services = useQuery(servicesQuery)
  const colleagues = useQuery(colleaguesQuery)
  const checklists = useQuery(checklistsQuery)
  const failed = [services, colleagues, checklists].find(({ isError }) => isError)
  if (failed) return <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />
  if (!services.data || !colleagues.data || !checklists.data) return <Loading />
  const known = services.data.services.find(({ id }) => id === serviceId)
  if (serviceId !== 'new' && !known) return <EmptyState page title={m.common_problem_missing_title()} />
  return (
    <Editor
      serviceId={known?.id ?? null}
      initial={known ?? newService(me.zone)}
      methods={services.data.methods}
      colleagues={colleagues.data.counsellors.filter(({ counsellor, active }) => counsellor && active)}
      checklists={checklists.data.checklists}
    />
  )
}

type EditorProps = Pick<Parameters<typeof ServiceForm>[0], 'methods' | 'colleagues' | 'checklists'> & {
  serviceId: string | null
  initial: ServiceFields
}

function Editor({ serviceId, initial, ...known }: EditorProps) {
  const [fields, setFields] = useState<ServiceFields>(() => fieldsOf(initial))
  const queries = useQueryClient()
  const navigate = useNavigate()
  const save = useMutation({
    mutationFn: () => (serviceId === null ? addService(fields) : changeService(serviceId, fields)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: servicesQuery.queryKey })
      await navigate({ to: '/staff/services', search: { saved: name }, ignoreBlocker: true })
    },
  })
  const name = fields.title[localeNow()]
  const changed = JSON.stringify(fields) !== JSON.stringify(fieldsOf(initial))
  const form = useFirstWrong<HTMLFormElement>(save.error)
  const wrong = save.error instanceof ApiProblem ? save.error.errors.map(({ field }) => field) : []
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <Stack gap={1.5}>
        <h1>{serviceId === null ? m.coordinator_service_new() : m.coordinator_service_change()}</h1>
        <ServiceForm
          fields={fields}
          onChange={(change) => setFields({ ...fields, ...change })}
          wrong={wrong}
          {...known}
        />
        {save.isError ? <ProblemNotice error={save.error} /> : null}
        <Row className={styles.footing}>
          <Button type="submit" busy={save.isPending}>
            {m.common_save()}
          </Button>
          <Button look="quiet" onClick={() => void navigate({ to: '/staff/services' })}>
            {m.common_cancel()}
          </Button>
          <span className={styles.muted} role="status">
            {changed ? m.coordinator_changed() : ''}
          </span>
        </Row>
      </Stack>
      <LeaveGuard changed={changed} />
    </form>
  )
}

const newService = (zone: string): ServiceFields => ({
  ...newServiceDefaults,
  title: emptyText,
  purpose: emptyText,
  minutes: 45,
  forms: ['video', 'audio', 'phone'],
  languages: [languages[0]],
  zone,
  checklistTemplateId: null,
  counsellorIds: [],
})

/** Only what is sent back: an id or a count that came along is not a field. */
function fieldsOf(service: ServiceFields): ServiceFields {
  const {
    title,
    purpose,
    minutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    minNoticeMinutes,
    maxNoticeDays,
    gridMinutes,
  } = service
  const {
    forms,
    languages,
    zone,
    method,
    checklistTemplateId,
    cancelUntilMinutes,
    doorOpensMinutes,
    active,
    counsellorIds,
  } = service
  return {
    title,
    purpose,
    minutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    minNoticeMinutes,
    maxNoticeDays,
    gridMinutes,
    forms,
    languages,
    zone,
    method,
    checklistTemplateId,
    cancelUntilMinutes,
    doorOpensMinutes,
    active,
    counsellorIds,
  }
}
