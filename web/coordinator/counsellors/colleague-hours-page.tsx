import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { HoursEditor } from '../../staff/hours/hours-editor.tsx'
import { m } from '../../i18n/paraglide/messages.js'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import { Stack } from '../../ui/card.tsx'
import { colleaguesQuery } from '../api.ts'

/** A colleague's hours, planned by a coordinator. */
export default function ColleagueHoursPage() {
  const { staffId = '' } = useParams({ strict: false })
  return (
    <StaffFrame title={m.coordinator_hours_of()} role="coordinator">
      {() => <ColleagueHours staffId={staffId} />}
    </StaffFrame>
  )
}

function ColleagueHours({ staffId }: { staffId: string }) {
  const colleagues = useQuery(colleaguesQuery)
  const name = colleagues.data?.counsellors.find(({ id }) => id === staffId)?.name
  return (
    <Stack gap={0.6}>
      <p>
        <Link to="/staff/counsellors">{m.staff_nav_counsellors()}</Link>
      </p>
      <h1>{name ? m.coordinator_hours_of_name({ name }) : m.coordinator_hours_of()}</h1>
      <HoursEditor staffId={staffId} />
    </Stack>
  )
}
