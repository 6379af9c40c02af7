import { useQuery } from '@tanstack/react-query'
import { auditKinds } from '../../../src/people/audit.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockTime, longDate, sentence } from '../../i18n/time.ts'
import { useAddress } from '../../staff/address.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Select } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { auditQuery } from '../api.ts'
import type { AuditEntry } from '../api.ts'
import { detailInWords, kindNames, nobodyOfStaff } from './audit-words.ts'

/** Who did what and when; what is shown stands in the address. */
export default function AuditPage() {
  return (
    <StaffFrame title={m.staff_nav_audit()} role="coordinator">
      {() => <Audit />}
    </StaffFrame>
  )
}

function Audit() {
  const [words, change] = useAddress()
  const kind = auditKinds.find((one) => one === words.get('kind'))
  const staffId = words.get('who') ?? undefined
  const audit = useQuery(auditQuery({ kind, staffId, cursor: words.get('before') ?? undefined }))
  const people = audit.data?.people ?? []
  return (
    <div className={styles.column}>
      <h1>{m.staff_nav_audit()}</h1>
      <p>{m.coordinator_audit_text()}</p>
      <Row>
        <Select
          label={m.coordinator_audit_kind()}
          options={[
            { value: '', label: m.coordinator_audit_all_kinds() },
            ...auditKinds.map((one) => ({ value: one, label: kindNames[one]() })),
          ]}
          value={kind ?? ''}
          onChange={(value) => change({ kind: value || null, before: null })}
        />
        <Select
          label={m.coordinator_audit_person()}
          options={[
            { value: '', label: m.coordinator_audit_all_people() },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={staffId ?? ''}
          onChange={(value) => change({ who: value || null, before: null })}
        />
      </Row>
      {audit.isPending ? <Loading /> : null}
      {audit.isError ? <ProblemNotice error={audit.error} onRetry={() => void audit.refetch()} /> : null}
      {audit.data?.entries.length === 0 ? (
        <EmptyState title={m.coordinator_audit_empty()}>
          <p>{m.coordinator_audit_empty_text()}</p>
        </EmptyState>
      ) : null}
      {audit.data && audit.data.entries.length > 0 ? (
        <Card>
          <ul className={styles.lines}>
            {audit.data.entries.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </ul>
        </Card>
      ) : null}
      <Row>
        {words.has('before') ? (
          <Button look="secondary" onClick={() => change({ before: null })}>
            {m.coordinator_newest()}
          </Button>
        ) : null}
        {audit.data?.next ? (
          <Button look="secondary" onClick={() => change({ before: audit.data.next })}>
            {m.coordinator_older()}
          </Button>
        ) : null}
      </Row>
    </div>
  )
}

function Line({ entry }: { entry: AuditEntry }) {
  const { kind, who, about, reference, details, wall } = entry
  const isRecord = kind !== 'signed_in' && kind !== 'sign_in_refused'
  const rest = [
    about,
    ...details.map(detailInWords),
    reference !== null && isRecord ? m.coordinator_audit_record({ reference }) : null,
  ]
  return (
    <li className={styles.line}>
      <Stack gap={0.1}>
        <span>
          <strong>{who ?? nobodyOfStaff(kind)}</strong> <span>{kindNames[kind]()}</span>
        </span>
        <span className={styles.muted}>{rest.filter((part) => part !== null).join(' · ')}</span>
      </Stack>
      <span className={styles.muted}>
        {m.coordinator_mail_caught({ date: sentence(longDate(wall.start)), time: clockTime(wall.start) })}
      </span>
    </li>
  )
}
