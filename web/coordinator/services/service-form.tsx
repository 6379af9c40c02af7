import { serviceLimits, serviceRanges } from '../../../src/availability/limits.ts'
import type { Text } from '../../../src/words/language.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { LanguagesField } from '../../staff/languages-field.tsx'
import { NumberField } from '../../staff/number-field.tsx'
import styles from '../../staff/staff.module.css'
import { TickField } from '../../staff/tick-field.tsx'
import { ZoneField } from '../../staff/zone-field.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { Select } from '../../ui/field.tsx'
import type { Colleague, Form, ServiceFields } from '../api.ts'
import { TextFields } from '../text-fields.tsx'
import { formName, forms } from './forms.ts'

type Props = {
  fields: ServiceFields
  onChange(change: Partial<ServiceFields>): void
  /** Paths of the fields that the server refused, e.g. `title.da`. */
  wrong: string[]
  methods: { id: string; name: Text }[]
  colleagues: Colleague[]
  checklists: { id: string; title: Text; version: number }[]
}

export function ServiceForm({ fields, onChange, wrong, methods, colleagues, checklists }: Props) {
  const locale = localeNow()
  const error = (field: string) =>
    wrong.some((path) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`))
      ? m.common_field_wrong()
      : undefined
  const number = (field: keyof typeof serviceRanges, label: string, unit: string) => (
    <NumberField
      label={label}
      unit={unit}
      {...serviceRanges[field]}
      value={fields[field]}
      error={error(field)}
      onChange={(value) => onChange({ [field]: value })}
    />
  )
  return (
    <>
      <Card>
        <Stack>
          <TextFields
            legend={m.coordinator_service_title()}
            value={fields.title}
            maxLength={serviceLimits.title}
            onChange={(title) => onChange({ title })}
            wrong={(language) => wrong.includes(`title.${language}`)}
          />
          <TextFields
            legend={m.coordinator_service_purpose()}
            long
            value={fields.purpose}
            maxLength={serviceLimits.purpose}
            onChange={(purpose) => onChange({ purpose })}
            wrong={(language) => wrong.includes(`purpose.${language}`)}
          />
          <CheckBox
            label={m.coordinator_service_active()}
            hint={m.coordinator_service_active_hint()}
            checked={fields.active}
            onChange={(active) => onChange({ active })}
          />
        </Stack>
      </Card>
      <Card>
        <Stack>
          <h2>{m.coordinator_service_times()}</h2>
          <div className={styles.fields}>
            {number('minutes', m.coordinator_service_minutes(), m.coordinator_unit_minutes())}
            {number('bufferBeforeMinutes', m.coordinator_service_before(), m.coordinator_unit_minutes())}
            {number('bufferAfterMinutes', m.coordinator_service_after(), m.coordinator_unit_minutes())}
            {number('gridMinutes', m.coordinator_service_grid(), m.coordinator_unit_minutes())}
            {number('minNoticeMinutes', m.coordinator_service_min_notice(), m.coordinator_unit_minutes_before())}
            {number('maxNoticeDays', m.coordinator_service_max_notice(), m.coordinator_unit_days_before())}
            {number('cancelUntilMinutes', m.coordinator_service_cancel(), m.coordinator_unit_minutes_before())}
            {number('doorOpensMinutes', m.coordinator_service_door(), m.coordinator_unit_minutes_before())}
          </div>
          <div className={styles.fields}>
            <ZoneField
              value={fields.zone}
              onChange={(zone) => onChange({ zone })}
              error={error('zone') && m.staff_zone_wrong()}
            />
          </div>
        </Stack>
      </Card>
      <Card>
        <Stack>
          <TickField<Form>
            legend={m.coordinator_service_forms()}
            choices={forms.map((value) => ({ value, label: formName(value) }))}
            values={fields.forms}
            onChange={(chosen) => onChange({ forms: forms.filter((form) => chosen.includes(form)) })}
            error={error('forms') && m.coordinator_service_no_form()}
          />
          <LanguagesField
            label={m.coordinator_service_languages()}
            values={fields.languages}
            onChange={(languages) => onChange({ languages })}
            error={error('languages') && m.coordinator_service_no_language()}
          />
          <div className={styles.fields}>
            <Select
              label={m.coordinator_service_method()}
              value={fields.method}
              onChange={(method) => onChange({ method })}
              options={methods.map(({ id, name }) => ({ value: id, label: name[locale] }))}
            />
            <Select
              label={m.coordinator_service_checklist()}
              value={fields.checklistTemplateId ?? ''}
              onChange={(id) => onChange({ checklistTemplateId: id === '' ? null : id })}
              options={[
                { value: '', label: m.coordinator_service_no_checklist() },
                ...checklists.map(({ id, title, version }) => ({ value: id, label: `${title[locale]} (${version})` })),
              ]}
            />
          </div>
          <TickField
            legend={m.coordinator_service_counsellors()}
            hint={colleagues.length === 0 ? m.coordinator_service_nobody() : undefined}
            choices={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            values={fields.counsellorIds}
            onChange={(counsellorIds) => onChange({ counsellorIds })}
            error={error('counsellorIds')}
          />
        </Stack>
      </Card>
    </>
  )
}
