import { useId } from 'react'
import type { ReactNode } from 'react'
import { FieldError } from '../ui/field.tsx'
import fieldStyles from '../ui/field.module.css'
import styles from './staff.module.css'

type Props<Value extends string> = {
  legend: string
  hint?: string | undefined
  choices: { value: Value; label: string }[]
  values: Value[]
  onChange(values: Value[]): void
  error?: string | undefined
  /** Below the choices: a way to add one. */
  children?: ReactNode
}

/** Several out of many, close together: for those who plan and see the same list every day. */
export function TickField<Value extends string>({
  legend,
  hint,
  choices,
  values,
  onChange,
  error,
  children,
}: Props<Value>) {
  const id = useId()
  return (
    <fieldset
      aria-describedby={[hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined}
    >
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.ticking}>
        {hint ? (
          <p id={`${id}-hint`} className={fieldStyles.hint}>
            {hint}
          </p>
        ) : null}
        <div className={styles.ticks}>
          {choices.map((choice) => (
            <label key={choice.value} className={styles.tick}>
              <input
                type="checkbox"
                checked={values.includes(choice.value)}
                onChange={(event) =>
                  onChange(
                    event.target.checked ? [...values, choice.value] : values.filter((one) => one !== choice.value),
                  )
                }
              />
              {choice.label}
            </label>
          ))}
        </div>
        {children}
        <FieldError id={`${id}-error`} error={error} />
      </div>
    </fieldset>
  )
}
