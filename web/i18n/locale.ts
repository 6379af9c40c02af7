import { useSyncExternalStore } from 'react'
import { isLanguage, languages, type Language } from '../../src/words/language.ts'
import { overwriteGetLocale } from './paraglide/runtime.js'

const storageKey = 'fyrklang.language'
const listeners = new Set<() => void>()
let current: Language = chosenLocale()

/** What was chosen before, else the first language of the browser that the pages are written in. */
function chosenLocale(): Language {
  const stored = readStored()
  if (isLanguage(stored)) return stored
  for (const tag of navigator.languages) {
    const language = tag.split('-')[0]
    // Who reads Norwegian reads Danish more easily than English.
    const nearest = language === 'nb' || language === 'nn' || language === 'no' ? 'da' : language
    if (isLanguage(nearest)) return nearest
  }
  return navigator.languages.length > 0 && !navigator.languages.some((tag) => tag.startsWith('sv'))
    ? 'en'
    : languages[0]
}

/** Before the first render: messages speak the chosen language, and the document says which. */
export function startLocale(): void {
  overwriteGetLocale(() => current)
  document.documentElement.lang = current
}

/** The language of the page. A component that calls this is drawn again when the language changes. */
export function useLocale(): Language {
  return useSyncExternalStore(subscribe, () => current)
}

/** For code outside components. */
export const localeNow = (): Language => current

/** Changes the language of the page and keeps the choice on this device. */
export function chooseLocale(locale: Language): void {
  current = locale
  document.documentElement.lang = locale
  try {
    localStorage.setItem(storageKey, locale)
  } catch {
    // A browser that keeps nothing: the choice holds for this visit.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}
