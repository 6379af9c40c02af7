import { m } from '../../i18n/paraglide/messages.js'
import { TickField } from '../../staff/tick-field.tsx'

type Role = 'counsellor' | 'coordinator'
type Roles = Record<Role, boolean>
type Props = Roles & { onChange(roles: Roles): void; error?: string | undefined }

/** What somebody may do here: hold talks, plan, or both. */
export function RolesField({ counsellor, coordinator, onChange, error }: Props) {
  const roles = { counsellor, coordinator }
  return (
    <TickField<Role>
      legend={m.coordinator_roles()}
      choices={[
        { value: 'counsellor', label: m.coordinator_role_counsellor() },
        { value: 'coordinator', label: m.coordinator_role_coordinator() },
      ]}
      values={(['counsellor', 'coordinator'] as const).filter((role) => roles[role])}
      onChange={(chosen) =>
        onChange({ counsellor: chosen.includes('counsellor'), coordinator: chosen.includes('coordinator') })
      }
      error={error}
    />
  )
}
