import { isLanguage } from '../src/words/language.ts'
import { chooseLocale, localeNow } from './i18n/locale.ts'

/**
 * What somebody did on the screen from the build, before the scripts had come, is not lost when they draw their own in
 * its place: a language that was chosen counts, and the focus comes back to the link that had it.
 */
export function takeOver(place: HTMLElement): void {
  const chosen = place.querySelector('select')?.value
  if (isLanguage(chosen) && chosen !== beganIn(place) && chosen !== localeNow()) chooseLocale(chosen)
  const observer = new MutationObserver(() => {
    const before = focused
    if (!before || before.isConnected) return
    observer.disconnect()
    place.querySelector<HTMLElement>(`a[href="${CSS.escape(before.getAttribute('href') ?? '')}"]`)?.focus()
  })
  let focused = linkIn(place)
  place.addEventListener('focusin', () => (focused = linkIn(place)))
  if (place.firstChild) observer.observe(place, { childList: true })
  // Later it is the page's own business.
  setTimeout(() => observer.disconnect(), 60_000)
}

const beganIn = (place: HTMLElement) => place.querySelector('option[selected]')?.getAttribute('value')

function linkIn(place: HTMLElement): Element | null {
  const { activeElement } = document
  return activeElement?.matches('a[href]') && place.contains(activeElement) ? activeElement : null
}
