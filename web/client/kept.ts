/** Where a page keeps something. Never throws: what a browser refuses to keep is kept as long as the page is open. */
type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Until the tab closes, over reloads. */
export const keptInTab: Kept = kept(() => sessionStorage)
/** On this device, until somebody takes it away. */
export const keptOnDevice: Kept = kept(() => localStorage)

/**
 * A storage that may be shut off: then the very name `localStorage` throws, not only its functions, in a browser that
 * blocks cookies (HTML, 12.2.3). `storage` is asked each time, because settings change while a page is open.
 */
export function kept(storage: () => Kept): Kept {
  const memory = new Map<string, string>()
  return {
    getItem: (key) => memory.get(key) ?? attempt(() => storage().getItem(key)) ?? null,
    setItem(key, value) {
      memory.set(key, value)
      if (attempt(() => (storage().setItem(key, value), true))) memory.delete(key)
    },
    removeItem(key) {
      memory.delete(key)
      attempt(() => storage().removeItem(key))
    },
  }
}

/** False where the browser keeps nothing over a reload: then only what somebody wrote down leads back. */
export function keepsInTab(): boolean {
  const trial = 'fyrklang.trial'
  const works = attempt(() => {
    sessionStorage.setItem(trial, trial)
    const found = sessionStorage.getItem(trial) === trial
    sessionStorage.removeItem(trial)
    return found
  })
  return works ?? false
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
