import { m } from '../i18n/paraglide/messages.js'
import { StaffFrame } from '../staff/staff-frame.tsx'
import { Stack } from '../ui/card.tsx'
import { HoursEditor } from '../staff/hours/hours-editor.tsx'

/** One's own weekly hours, extra hours and absences. */
export default function HoursPage() {
  return (
    <StaffFrame title={m.staff_nav_hours()} role="counsellor">
      <Stack gap={0.6}>
        <h1>{m.staff_nav_hours()}</h1>
        <HoursEditor />
      </Stack>
    </StaffFrame>
  )
}
