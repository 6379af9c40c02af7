import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { checklistsQuery } from '../api.ts'

/** Checklist templates, each in its newest version. */
export default function ChecklistsPage() {
  return (
    <StaffFrame title={m.staff_nav_checklists()} role="coordinator">
      {() => <Checklists />}
    </StaffFrame>
  )
}

function Checklists() {
  const checklists = useQuery(checklistsQuery)
  if (checklists.isPending) return <Loading />
  if (checklists.isError) return <ProblemNotice error={checklists.error} onRetry={() => void checklists.refetch()} />
  return (
    <Stack gap={1.5}>
      <div className={styles.head}>
        <h1>{m.staff_nav_checklists()}</h1>
        <Link to="/staff/checklists/$checklistId" params={{ checklistId: 'new' }} className={buttonClass()}>
          <Plus aria-hidden />
          <span>{m.coordinator_checklist_new()}</span>
        </Link>
      </div>
      {checklists.data.checklists.length === 0 ? <EmptyState title={m.coordinator_checklists_none()} /> : null}
      <ul className={styles.list}>
        {checklists.data.checklists.map(({ id, title, version, itemCount }) => (
          <li key={id}>
            <Card>
              <h2>
                <Link to="/staff/checklists/$checklistId" params={{ checklistId: id }} className={styles.title}>
                  {title[localeNow()]}
                </Link>
              </h2>
              <p className={styles.muted}>{m.coordinator_checklist_facts({ version, count: itemCount })}</p>
            </Card>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
