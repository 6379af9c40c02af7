import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { languageName, sentence } from '../i18n/time.ts'
import { Button } from '../ui/button.tsx'
import { FieldError } from '../ui/field.tsx'
import fieldStyles from '../ui/field.module.css'
import { commonLanguages, tagOf } from './language-tag.ts'
import styles from './staff.module.css'

type Props = { label: string; hint?: string; values: string[]; onChange(tags: string[]): void; error?: string | undefined }

/** Languages of talks by their names: the usual ones to tick, any other to be added by name or by tag. */
export function LanguagesField({ label, hint, values, onChange, error }: Props) {
  const id = useId()
  const [other, setOther] = useState('')
  const [unknown, setUnknown] = useState(false)
  const shown = [...commonLanguages, ...values.filter((tag) => !commonLanguages.includes(tag))]

  function add() {
    const tag = tagOf(other)
    if (tag === null) return setUnknown(true)
    if (!values.includes(tag)) onChange([...values, tag])
    setOther('')
    setUnknown(false)
  }
  const wrong = unknown ? m.staff_language_unknown() : error
  return (
    <fieldset className={styles.languages} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className={fieldStyles.label}>{label}</legend>
      {hint ? <p id={`${id}-hint`} className={fieldStyles.hint}>{hint}</p> : null}
      <div className={styles.ticks}>
        {shown.map((tag) => (
          <label key={tag} className={styles.tick}>
            <input type="checkbox" checked={values.includes(tag)} onChange={(event) => onChange(event.target.checked ? [...values, tag] : values.filter((one) => one !== tag))} />
            {sentence(languageName(tag))}
          </label>
        ))}
      </div>
      <div className={styles.add}>
        <label htmlFor={`${id}-other`} className="visually-hidden">{m.staff_language_other()}</label>
        <input
          id={`${id}-other`}
          className={fieldStyles.input}
          placeholder={m.staff_language_other()}
          autoComplete="off"
          maxLength={40}
          value={other}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onChange={(event) => { setOther(event.target.value); setUnknown(false) }}
          onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); add() } }}
        />
        <Button look="secondary" icon={<Plus aria-hidden />} onClick={add}>{m.staff_language_add()}</Button>
      </div>
      <FieldError id={`${id}-error`} error={wrong} />
    </fieldset>
  )
}
