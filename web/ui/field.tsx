import { useId, useState } from 'react'
import type { ComponentProps, InvalidEvent, ReactNode } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { fieldEnd } from './field-end.ts'
import type { FieldEnd } from './field-end.ts'
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

type FieldProps = Common &
  Omit<ComponentProps<'input'>, 'onChange' | 'id'> & { value: string; onChange(value: string): void }

/** One line of text: text, email, tel, date, time, number. */
export function Field({ label, hint, error: told, mark, value, onChange, className, ...rest }: FieldProps) {
  const id = useId()
  const { fault, onInvalid, forget } = useFault()
  const error = told ?? fault
  const end = fieldEnd(value, rest.maxLength)
  return (
    <Frame {...{ id, label, hint, error, mark }} end={end}>
      <input
        {...rest}
        id={id}
        className={`${styles.input} ${className ?? ''}`}
        value={value}
        onChange={(event) => {
          forget()
          onChange(event.target.value)
        }}
        onInvalid={onInvalid}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error, end)}
      />
    </Frame>
  )
}

type AreaProps = Common &
  Omit<ComponentProps<'textarea'>, 'onChange' | 'id'> & { value: string; onChange(value: string): void }

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ label, hint, error: told, mark, value, onChange, className, rows = 4, ...rest }: AreaProps) {
  const id = useId()
  const { fault, onInvalid, forget } = useFault()
  const error = told ?? fault
  const end = fieldEnd(value, rest.maxLength)
  return (
    <Frame {...{ id, label, hint, error, mark }} end={end}>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        className={`${styles.input} ${styles.area} ${className ?? ''}`}
        value={value}
        onChange={(event) => {
          forget()
          onChange(event.target.value)
        }}
        onInvalid={onInvalid}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error, end)}
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
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/**
 * What the browser finds wrong is told at the field, in the language of the page: the browser's own bubble speaks the
 * browser's, and goes away. The first such field takes the focus.
 */
function useFault() {
  const [fault, setFault] = useState<string>()
  function onInvalid(event: InvalidEvent<HTMLInputElement | HTMLTextAreaElement>) {
    event.preventDefault()
    const field = event.currentTarget
    setFault(faultText(field))
    if (field.form?.querySelector('input:invalid, textarea:invalid') === field) field.focus()
  }
  return { fault, onInvalid, forget: () => setFault(undefined) }
}

function faultText({ validity, type }: HTMLInputElement | HTMLTextAreaElement): string {
  if (validity.valueMissing) return m.common_field_missing()
  return type === 'email' ? m.seeker_contact_email_error() : m.common_field_wrong()
}

const describedBy = (id: string, hint: ReactNode, error: string | undefined, end: FieldEnd | null = null) =>
  [hint ? `${id}-hint` : '', end ? `${id}-end` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

type FrameProps = Common & { id: string; end?: FieldEnd | null; children: ReactNode }

function Frame({ id, label, hint, error, mark, end = null, children }: FrameProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label} {mark ? <span className={styles.mark}>{mark}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      {children}
      <Counter id={`${id}-end`} end={end} />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

/** How many letters still fit. Read out when the end comes near and when it is there, not with every letter. */
function Counter({ id, end }: { id: string; end: FieldEnd | null }) {
  return (
    <>
      {end ? (
        <p id={id} className={styles.counter}>
          {m.common_field_left({ left: end.left })}
        </p>
      ) : null}
      <p className="visually-hidden" aria-live="polite">
        {end ? (end.left > 0 ? m.common_field_near({ most: end.most }) : m.common_field_full({ most: end.most })) : ''}
      </p>
    </>
  )
}

/** The place of a field's error: always there, so that screen readers tell what comes into it. */
export function FieldError({ id, error }: { id: string; error?: string | undefined }) {
  return (
    <p id={id} className={styles.error} aria-live="polite">
      {error}
    </p>
  )
}
