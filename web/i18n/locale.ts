import { useSyncExternalStore } from 'react'
import { baseLocale, isLocale, locales, overwriteGetLocale } from './paraglide/runtime.js'
import type { Locale } from './paraglide/runtime.js'

export { locales }
export type { Locale }

const storageKey = 'fyrklang.language'
const listeners = new Set<() => void>()
let current: Locale = chosenLocale()

/** What was chosen before, else the first language of the browser that the pages are written in. */
function chosenLocale(): Locale {
  const stored = readStored()
  if (isLocale(stored)) return stored
  for (const tag of navigator.languages) {
    const language = tag.split('-')[0]
    // Who reads Norwegian reads Danish more easily than English.
    const nearest = language === 'nb' || language === 'nn' || language === 'no' ? 'da' : language
    if (isLocale(nearest)) return nearest
  }
  return navigator.languages.length > 0 && !navigator.languages.some((tag) => tag.startsWith('sv')) ? 'en' : baseLocale
}

/** Before the first render: messages speak the chosen language, and the document says which. */
export function startLocale(): void {
  overwriteGetLocale(() => current)
  document.documentElement.lang = current
}

/** The language of the page. A component that calls this is drawn again when the language changes. */
export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, () => current)
}

/** For code outside components. */
export const localeNow = (): Locale => current

/** Changes the language of the page and keeps the choice on this device. */
export function chooseLocale(locale: Locale): void {
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
