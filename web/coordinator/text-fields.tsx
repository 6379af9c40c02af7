import { inEveryLanguage, languages, type Language, type Text } from '../../src/words/language.ts'
import { m } from '../i18n/paraglide/messages.js'
import { languageName, sentence } from '../i18n/time.ts'
import styles from '../staff/staff.module.css'
import { Field, TextArea } from '../ui/field.tsx'

type Props = {
  legend: string
  value: Text
  onChange(value: Text): void
  maxLength: number
  long?: boolean
  optional?: boolean
  /** Says of a language whether its text was refused. */
  wrong?(language: Language): boolean
}

/** One text in every language of the interface, side by side. */
export function TextFields({ legend, value, onChange, maxLength, long = false, optional = false, wrong }: Props) {
  const Input = long ? TextArea : Field
  return (
    <fieldset>
      <legend className={styles.legend}>
        {legend} {optional ? <span className={styles.muted}>{m.common_optional()}</span> : null}
      </legend>
      <div className={styles.texts}>
        {languages.map((language) => (
          <Input
            key={language}
            label={<span className={styles.language}>{sentence(languageName(language))}</span>}
            lang={language}
            maxLength={maxLength}
            required={!optional}
            value={value[language]}
            onChange={(text: string) => onChange({ ...value, [language]: text })}
            error={
              wrong?.(language)
                ? value[language].trim() === ''
                  ? m.staff_text_missing()
                  : m.common_field_wrong()
                : undefined
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

export const emptyText: Text = inEveryLanguage(() => '')
