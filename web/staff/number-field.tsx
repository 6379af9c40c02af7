import { useState } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { Field } from '../ui/field.tsx'
import { wholeNumber } from './whole-number.ts'

type Props = {
  label: string
  /** What is counted: minutes, days. */
  unit: string
  least: number
  most: number
  value: number
  onChange(value: number): void
  error?: string | undefined
}

/** A whole number within limits. While the field is empty or wrong it says so, and the value stays what it was. */
export function NumberField({ label, unit, least, most, value, onChange, error }: Props) {
  const [text, setText] = useState(String(value))
  const wrong = wholeNumber(text, least, most) === null ? m.staff_number_wrong({ least, most }) : error
  return (
    <Field
      label={label}
      mark={unit}
      type="number"
      inputMode="numeric"
      required
      min={least}
      max={most}
      step={1}
      value={text}
      error={wrong}
      onChange={(next) => {
        setText(next)
        const number = wholeNumber(next, least, most)
        if (number !== null) onChange(number)
      }}
    />
  )
}
