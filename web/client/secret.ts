import { noteLocked, noteUse } from './idle.ts'
import { keptInTab, keptOnDevice } from './kept.ts'
import { keyInAddress, mendedAddress } from './link.ts'
import type { Holder } from './link.ts'

/**
 * The keys that a seeker or a companion holds. A link carries one behind `#`, which browsers do not send;
 * it is read once, taken out of the address bar, and kept until the tab closes, or on this device when the
 * person asked for that.
 */
export type { Holder }

const keyOf = (holder: Holder) => `fyrklang.${holder}`

/**
 * The secret in the address bar, if there is one: kept for the visit, then gone from the address and from the history.
 * Only on the pages that links with a secret lead to; the address of a staff link, which carries something else, is only
 * put right.
 */
export function takeSecretFromAddress(): string | null {
  const found = keyInAddress(location.pathname, location.hash)
  if (found) {
    keepSecret(found.holder, found.key)
    history.replaceState(history.state, '', found.path + location.search)
    return found.key
  }
  const mended = mendedAddress(location.pathname)
  if (mended) history.replaceState(history.state, '', mended)
  return null
}

export function secretOf(holder: Holder): string | null {
  return keptInTab.getItem(keyOf(holder)) ?? keptOnDevice.getItem(keyOf(holder))
}

export function keepSecret(holder: Holder, secret: string): void {
  noteUse(Date.now())
  noteLocked(false)
  keptInTab.setItem(keyOf(holder), secret)
  if (isRemembered(holder)) keptOnDevice.setItem(keyOf(holder), secret)
}

/** Whether the secret outlives the tab on this device. */
export const isRemembered = (holder: Holder): boolean => keptOnDevice.getItem(keyOf(holder)) !== null

export function rememberSecret(holder: Holder, remember: boolean): void {
  const secret = secretOf(holder)
  if (remember && secret) keptOnDevice.setItem(keyOf(holder), secret)
  else keptOnDevice.removeItem(keyOf(holder))
}

/** Leaves nothing of the secret on this device. */
export function forgetSecret(holder: Holder): void {
  keptInTab.removeItem(keyOf(holder))
  keptOnDevice.removeItem(keyOf(holder))
}
