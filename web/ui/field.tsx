import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import styles from './field.module.css'

type Common = {
  label: ReactNode
  /** One sentence below the label. */
  hint?: ReactNode
  /** What is wrong and what to do; announced when it comes. */
  error?: string | undefined
  /** A word behind the label, e.g. "optional". */
  mark?: ReactNode
}

type FieldProps = Common & Omit<ComponentProps<'input'>, 'onChange' | 'id'> & { value: string; onChange(value: string): void }

/** One line of text: text, email, tel, date, time, number. */
export function Field({ label, hint, error, mark, value, onChange, className, ...rest }: FieldProps) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, error, mark }}>
      <input
        {...rest}
        id={id}
        className={`${styles.input} ${className ?? ''}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Frame>
  )
}

type AreaProps = Common & Omit<ComponentProps<'textarea'>, 'onChange' | 'id'> & { value: string; onChange(value: string): void }

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ label, hint, error, mark, value, onChange, className, rows = 4, ...rest }: AreaProps) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, error, mark }}>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        className={`${styles.input} ${styles.area} ${className ?? ''}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Frame>
  )
}

type SelectProps = Common & {
  value: string
  onChange(value: string): void
  options: { value: string; label: string }[]
  disabled?: boolean
  name?: string
}

/** A choice out of a list that is too long to be shown at once. */
export function Select({ label, hint, error, mark, value, onChange, options, ...rest }: SelectProps) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, error, mark }}>
      <select
        {...rest}
        id={id}
        className={`${styles.input} ${styles.select}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>{option.label}</option>
        ))}
      </select>
    </Frame>
  )
}

const describedBy = (id: string, hint: ReactNode, error: string | undefined) =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

function Frame({ id, label, hint, error, mark, children }: Common & { id: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label} {mark ? <span className={styles.mark}>{mark}</span> : null}
      </label>
      {hint ? <p id={`${id}-hint`} className={styles.hint}>{hint}</p> : null}
      {children}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

/** The place of a field's error: always there, so that screen readers tell what comes into it. */
export function FieldError({ id, error }: { id: string; error?: string | undefined }) {
  return <p id={id} className={styles.error} aria-live="polite">{error}</p>
}
