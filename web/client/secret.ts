/**
 * The keys that a seeker or a companion holds. A link carries one behind `#`, which browsers do not send;
 * it is read once, taken out of the address bar, and kept until the tab closes, or on this device when the
 * person asked for that.
 */
export type Holder = 'seeker' | 'companion'

const keyOf = (holder: Holder) => `fyrklang.${holder}`

/**
 * The secret in the address bar, if there is one: kept for the visit, then gone from the address. Only on the
 * pages that links with a secret lead to; staff links carry something else.
 */
export function takeSecretFromAddress(): string | null {
  const holder = holderOf(location.pathname)
  if (!holder) return null
  const secret = decodeURIComponent(location.hash.slice(1))
  if (!/^[\w-]{16,}$/.test(secret)) return null
  keepSecret(holder, secret)
  history.replaceState(history.state, '', location.pathname + location.search)
  return secret
}

const holderOf = (path: string): Holder | null =>
  path === '/with' ? 'companion' : /^\/my(\/|$)/.test(path) ? 'seeker' : null

export function secretOf(holder: Holder): string | null {
  return read(sessionStorage, keyOf(holder)) ?? read(localStorage, keyOf(holder))
}

export function keepSecret(holder: Holder, secret: string): void {
  write(sessionStorage, keyOf(holder), secret)
  if (isRemembered(holder)) write(localStorage, keyOf(holder), secret)
}

/** Whether the secret outlives the tab on this device. */
export const isRemembered = (holder: Holder): boolean => read(localStorage, keyOf(holder)) !== null

export function rememberSecret(holder: Holder, remember: boolean): void {
  const secret = secretOf(holder)
  if (remember && secret) write(localStorage, keyOf(holder), secret)
  else remove(localStorage, keyOf(holder))
}

/** Leaves nothing of the secret on this device. */
export function forgetSecret(holder: Holder): void {
  remove(sessionStorage, keyOf(holder))
  remove(localStorage, keyOf(holder))
}

// Browsers that keep nothing throw; then a secret lives as long as the page.
const memory = new Map<string, string>()

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key)
  } catch {
    return memory.get(key) ?? null
  }
}

function write(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value)
  } catch {
    memory.set(key, value)
  }
}

function remove(storage: Storage, key: string): void {
  memory.delete(key)
  try {
    storage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
