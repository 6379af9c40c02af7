import { mayPass } from '../client/problem.ts'
import { retryDelay } from '../client/query.ts'
import { createStore } from '../client/store.ts'

/** What the page says of what is saved as one goes; `failed` with the error that the last attempt ended with. */
export type Saving = 'saved' | 'unsaved' | 'saving' | 'failed'

/**
 * Saves a value a moment after the last change, one request at a time, always the newest. A failed save is kept, and
 * tried again when that may help: nothing that was typed is lost while the page is open.
 *
 * @param waitMs quiet time after the last change
 */
export function createAutosave<T>(save: (value: T) => Promise<void>, waitMs = 800) {
  const state = createStore<Saving>('saved')
  let pending: { value: T } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let failures = 0
  let lastError: unknown = null

  function schedule(afterMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), afterMs)
  }

  /** Saves what is waiting, now. Resolves when that has been tried. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    while (running) await running
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
      lastError = null
      if (pending === taken) {
        pending = null
        state.set('saved')
      } else {
        state.set('unsaved')
      }
    } catch (error) {
      lastError = error
      state.set('failed')
      // A refusal stays one until something else is written.
      if (mayPass(error)) schedule(retryDelay(failures++, error))
    }
  }

  return {
    state,
    /** @param afterMs shorter for what is chosen than for what is typed */
    change(value: T, afterMs = waitMs): void {
      pending = { value }
      if (state.get() !== 'failed') state.set('unsaved')
      schedule(afterMs)
    },
    flush,
    /**
     * Saves a value as the last word: after a save that is under way, and in place of what waited.
     *
     * @throws what kept it from being saved
     */
    async store(value: T): Promise<void> {
      pending = { value }
      await flush()
      if (lastError !== null) throw lastError
    },
    /** The newest value that the server may not have yet. */
    pending: () => pending,
    /** Why the last attempt failed; null when it did not. */
    error: () => lastError,
  }
}
