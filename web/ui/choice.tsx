import { useId } from 'react'
import type { ReactNode } from 'react'
import { scale } from '../../src/meeting/limits.ts'
import { FieldError } from './field.tsx'
import styles from './field.module.css'

type Choice<Value extends string> = {
  value: Value
  label: ReactNode
  hint?: ReactNode
  icon?: ReactNode
  disabled?: boolean
}

type Group = { legend: ReactNode; legendHidden?: boolean; big?: boolean; hint?: ReactNode; error?: string | undefined }

/** One out of few, each on a card of its own. Native radio buttons: arrow keys work as everywhere. */
export function ChoiceCards<Value extends string>({
  choices,
  value,
  onChange,
  ...group
}: Group & {
  choices: Choice<Value>[]
  value: Value | null
  onChange(value: Value): void
}) {
  const name = useId()
  return (
    <ChoiceFrame {...group}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.card}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.disabled ?? false}
            onChange={() => onChange(choice.value)}
          />
          <ChoiceText {...choice} />
        </label>
      ))}
    </ChoiceFrame>
  )
}

/** Several out of few. */
export function ManyChoiceCards<Value extends string>({
  choices,
  values,
  onChange,
  ...group
}: Group & {
  choices: Choice<Value>[]
  values: Value[]
  onChange(values: Value[]): void
}) {
  return (
    <ChoiceFrame {...group}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.card}>
          <input
            type="checkbox"
            checked={values.includes(choice.value)}
            disabled={choice.disabled ?? false}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...values, choice.value] : values.filter((value) => value !== choice.value),
              )
            }
          />
          <ChoiceText {...choice} />
        </label>
      ))}
    </ChoiceFrame>
  )
}

/** A single yes. `card` gives it the weight of something that is confirmed. */
export function CheckBox({
  label,
  hint,
  checked,
  onChange,
  card = false,
  disabled = false,
}: {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange(checked: boolean): void
  card?: boolean
  disabled?: boolean
}) {
  return (
    <label className={`${styles.card} ${card ? '' : styles.plain}`}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <ChoiceText label={label} hint={hint} />
    </label>
  )
}

/** A scale question, from 1 to 10 or to `most`. `null` until it is answered. */
export function Scale1to10({
  value,
  onChange,
  low,
  high,
  most = scale.most,
  ...group
}: Group & {
  value: number | null
  onChange(value: number): void
  low?: ReactNode
  high?: ReactNode
  most?: number
}) {
  const name = useId()
  const steps = Array.from({ length: most - scale.least + 1 }, (_, index) => scale.least + index)
  return (
    <ChoiceFrame {...group}>
      <div className={most < scale.most ? styles.short : ''}>
        <div className={styles.scale}>
          {steps.map((step) => (
            <label key={step} className={styles.step}>
              <input type="radio" name={name} value={step} checked={value === step} onChange={() => onChange(step)} />
              {step}
            </label>
          ))}
        </div>
        {low || high ? (
          <div className={styles.ends}>
            <span>
              {scale.least}: {low}
            </span>
            <span>
              {most}: {high}
            </span>
          </div>
        ) : null}
      </div>
    </ChoiceFrame>
  )
}

function ChoiceFrame({
  legend,
  legendHidden = false,
  big = false,
  hint,
  error,
  children,
}: Group & { children: ReactNode }) {
  const id = useId()
  return (
    <fieldset
      aria-describedby={[hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined}
    >
      <legend className={legendHidden ? 'visually-hidden' : `${styles.legend} ${big ? styles.big : ''}`}>
        {legend}
      </legend>
      <div className={styles.choices}>
        {hint ? (
          <p id={`${id}-hint`} className={styles.hint}>
            {hint}
          </p>
        ) : null}
        {children}
        <FieldError id={`${id}-error`} error={error} />
      </div>
    </fieldset>
  )
}

function ChoiceText({ label, hint, icon }: Pick<Choice<string>, 'label' | 'hint' | 'icon'>) {
  return (
    <>
      <span className={styles.cardLabel}>
        {icon}
        {label}
      </span>
      {hint ? <span className={styles.cardHint}>{hint}</span> : null}
    </>
  )
}
