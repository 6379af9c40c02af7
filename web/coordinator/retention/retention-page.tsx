import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { retentionKinds, retentionLimits } from '../../../src/meeting/retention.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { LeaveGuard } from '../../staff/leave-guard.tsx'
import { NumberField } from '../../staff/number-field.tsx'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { retentionQuery, setRetention } from '../api.ts'
import type { Retention } from '../api.ts'

/** How long the organisation keeps what seekers leave behind. */
export default function RetentionPage() {
  return (
    <StaffFrame title={m.staff_nav_retention()} role="coordinator">
      {() => <Kept />}
    </StaffFrame>
  )
}

function Kept() {
  const kept = useQuery(retentionQuery)
  return (
    <div className={styles.column}>
      <h1>{m.staff_nav_retention()}</h1>
      <p>{m.coordinator_retention_text()}</p>
      {kept.isPending ? <Loading /> : null}
      {kept.isError ? <ProblemNotice error={kept.error} onRetry={() => void kept.refetch()} /> : null}
      {kept.data ? <Days initial={kept.data.days} /> : null}
    </div>
  )
}

const labels = {
  contact: m.coordinator_retention_contact,
  chat: m.coordinator_retention_chat,
  letters: m.coordinator_retention_letters,
  record: m.coordinator_retention_record,
  audit: m.coordinator_retention_audit,
}

function Days({ initial }: { initial: Retention }) {
  const [days, setDays] = useState(initial)
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => setRetention(days),
    onSuccess: (saved) => queries.setQueryData(retentionQuery.queryKey, saved),
  })
  const changed = retentionKinds.some((kind) => days[kind] !== initial[kind])
  const tooShort = save.error instanceof ApiProblem && save.error.errors.some(({ field }) => field === 'record')
  return (
    <Card>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        <Stack>
          {retentionKinds.map((kind) => (
            <NumberField
              key={kind}
              label={labels[kind]()}
              unit={m.coordinator_retention_days()}
              {...retentionLimits}
              value={days[kind]}
              onChange={(value) => setDays({ ...days, [kind]: value })}
              error={kind === 'record' && tooShort ? m.coordinator_retention_record_first() : undefined}
            />
          ))}
          {save.isError && !tooShort ? <ProblemNotice error={save.error} /> : null}
          {save.isSuccess && !changed ? <Notice alert title={m.common_saved()} /> : null}
          <div>
            <Button type="submit" busy={save.isPending}>
              {m.common_save()}
            </Button>
          </div>
        </Stack>
      </form>
      <LeaveGuard changed={changed} />
    </Card>
  )
}
