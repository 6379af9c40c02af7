import { useSyncExternalStore } from 'react'
import { languageCookie } from '../../src/http/first-screen.ts'
import { isLanguage, nearestLanguage, type Language } from '../../src/words/language.ts'
import { overwriteGetLocale } from './paraglide/runtime.js'

const storageKey = 'fyrklang.language'
const listeners = new Set<() => void>()
let current: Language = chosenLocale()

/** What was chosen before, else the first language of the browser that the pages are written in. */
function chosenLocale(): Language {
  const stored = readStored()
  if (isLanguage(stored)) return stored
  return nearestLanguage(navigator.languages)
}

/** Before the first render: messages speak the chosen language, and the document says which. */
export function startLocale(): void {
  overwriteGetLocale(() => current)
  document.documentElement.lang = current
  tellServer(readStored())
}

/** For a page that is drawn where there is no document. */
export function speak(locale: Language): void {
  current = locale
  overwriteGetLocale(() => current)
}

/** The language of the page. A component that calls this is drawn again when the language changes. */
export function useLocale(): Language {
  return useSyncExternalStore(subscribe, localeNow, localeNow)
}

/** For code outside components. */
export const localeNow = (): Language => current

/** Changes the language of the page and keeps the choice on this device. */
export function chooseLocale(locale: Language): void {
  current = locale
  document.documentElement.lang = locale
  try {
    localStorage.setItem(storageKey, locale)
    tellServer(locale)
  } catch {
    // A browser that keeps nothing: the choice holds for this visit.
  }
  for (const listener of listeners) listener()
}

/** So that the next page begins in it, before its scripts have come (`src/http/first-screen.ts`). */
function tellServer(chosen: string | null): void {
  const yearSeconds = 31_536_000
  if (isLanguage(chosen)) document.cookie = `${languageCookie}=${chosen}; path=/; max-age=${yearSeconds}; samesite=lax`
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
