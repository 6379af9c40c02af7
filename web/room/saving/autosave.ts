import { createStore } from '../connection/store.ts'

/** What the page says of a text that is saved as one types. */
export type Saving = 'saved' | 'unsaved' | 'saving' | 'failed'

/**
 * Saves a value a moment after the last change, one request at a time, always the newest. A failed save is kept and
 * tried again: nothing that was typed is lost while the page is open.
 *
 * @param waitMs quiet time after the last change; also the base of the time between attempts
 */
export function createAutosave<T>(save: (value: T) => Promise<void>, waitMs = 800) {
  const state = createStore<Saving>('saved')
  let pending: { value: T } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let failures = 0

  function schedule(afterMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), afterMs)
  }

  /** Saves what is waiting, now. Resolves when that has been tried. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (running) await running
    if (!pending) return
    running = attempt(pending)
    await running
    running = null
  }

  async function attempt(taken: { value: T }): Promise<void> {
    state.set('saving')
    try {
      await save(taken.value)
      failures = 0
      if (pending === taken) {
        pending = null
        state.set('saved')
      } else {
        state.set('unsaved')
      }
    } catch {
      failures++
      state.set('failed')
      schedule(Math.min(30_000, waitMs * 2 ** failures))
    }
  }

  return {
    state,
    change(value: T): void {
      pending = { value }
      if (state.get() !== 'failed') state.set('unsaved')
      schedule(waitMs)
    },
    flush,
    /** The newest value that the server may not have yet. */
    pending: () => pending,
  }
}
