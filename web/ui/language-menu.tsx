import { Languages } from 'lucide-react'
import { chooseLocale, locales, useLocale } from '../i18n/locale.ts'
import type { Locale } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import styles from './frame.module.css'

/** Each language in its own words: who has landed in the wrong one must find the way out. */
const names: Record<Locale, string> = { sv: 'Svenska', da: 'Dansk', en: 'English' }

export function LanguageMenu() {
  const locale = useLocale()
  return (
    <label className={styles.language}>
      <Languages aria-hidden />
      <span className="visually-hidden">{m.common_language()}</span>
      <select
        value={locale}
        onChange={(event) => {
          const chosen = locales.find((one) => one === event.target.value)
          if (chosen) chooseLocale(chosen)
        }}
      >
        {locales.map((one) => (
          <option key={one} value={one} lang={one}>
            {names[one]}
          </option>
        ))}
      </select>
    </label>
  )
}
