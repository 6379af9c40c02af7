import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { languageName, sentence } from '../i18n/time.ts'
import { Button } from '../ui/button.tsx'
import fieldStyles from '../ui/field.module.css'
import { commonLanguages, tagOf } from './language-tag.ts'
import styles from './staff.module.css'
import { TickField } from './tick-field.tsx'

/** Letters of a language as it is typed, by name or tag. Only a tag is sent. */
const writtenMost = 40

type Props = { label: string; values: string[]; onChange(tags: string[]): void; error?: string | undefined }

/** Languages of talks by their names: the usual ones to tick, any other to be added by name or by tag. */
export function LanguagesField({ label, values, onChange, error }: Props) {
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
  return (
    <TickField
      legend={label}
      choices={shown.map((tag) => ({ value: tag, label: sentence(languageName(tag)) }))}
      values={values}
      onChange={onChange}
      error={unknown ? m.staff_language_unknown() : error}
    >
      <div className={styles.add}>
        <label htmlFor={id} className="visually-hidden">
          {m.staff_language_other()}
        </label>
        <input
          id={id}
          className={fieldStyles.input}
          placeholder={m.staff_language_other()}
          autoComplete="off"
          maxLength={writtenMost}
          value={other}
          aria-invalid={unknown || undefined}
          onChange={(event) => {
            setOther(event.target.value)
            setUnknown(false)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault()
              add()
            }
          }}
        />
        <Button look="secondary" icon={<Plus aria-hidden />} onClick={add}>
          {m.staff_language_add()}
        </Button>
      </div>
    </TickField>
  )
}
