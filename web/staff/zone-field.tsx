import { useId } from 'react'
import { staffLimits } from '../../src/people/limits.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Field } from '../ui/field.tsx'

type Props = { label?: string; value: string; onChange(zone: string): void; error?: string | undefined }

/** A time zone by its IANA name, with the browser's list to choose from. Whether it exists is the server's word. */
export function ZoneField({ label = m.staff_zone(), value, onChange, error }: Props) {
  const list = useId()
  return (
    <div>
      <Field
        label={label}
        hint={m.staff_zone_hint()}
        name="zone"
        list={list}
        required
        maxLength={staffLimits.zone}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={onChange}
        error={error}
      />
      <datalist id={list}>
        {zones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  )
}

/** Old browsers know no list; then the name is written by hand. */
const zones = (): string[] => (typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [])
