import { Languages } from 'lucide-react'
import { isLanguage, languages, ownNames } from '../../src/words/language.ts'
import { chooseLocale, useLocale } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import styles from './frame.module.css'

/** Each language in its own words: who has landed in the wrong one must find the way out. */
export function LanguageMenu() {
  const locale = useLocale()
  return (
    <label className={styles.language}>
      <Languages aria-hidden />
      <span className="visually-hidden">{m.common_language()}</span>
      <select
        value={locale}
        onChange={(event) => {
          if (isLanguage(event.target.value)) chooseLocale(event.target.value)
        }}
      >
        {languages.map((one) => (
          <option key={one} value={one} lang={one}>
            {ownNames[one]}
          </option>
        ))}
      </select>
    </label>
  )
}
