/** A value that can be watched. What a control does lives in stores, so that it can be tested without a page. */
export type Store<T> = {
  get(): T
  set(next: T): void
  /** Gives the function that ends the watching. */
  subscribe(listener: () => void): () => void
}

export function createStore<T>(first: T): Store<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
