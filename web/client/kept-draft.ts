import { useCallback, useState } from 'react'
import { readKept, writeKept } from './kept-json.ts'

/** What has been filled in so far. Lives as long as the tab, so that neither a reload nor "back" loses it. */
export function useKeptDraft<Draft extends object>(
  key: string,
  empty: Draft,
): [Draft, (change: Partial<Draft>) => void, () => void] {
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...readKept<Partial<Draft>>(key) }))
  const change = useCallback(
    (part: Partial<Draft>) => {
      setDraft((before) => {
        const after = { ...before, ...part }
        writeKept(key, after)
        return after
      })
    },
    [key],
  )
  const forget = useCallback(() => {
    writeKept(key, null)
    setDraft(empty)
  }, [key, empty])
  return [draft, change, forget]
}

/** An attempt to send something: under one key it is one, however often it is sent. */
export type Attempt = { key: string; sent: string }

/** The key under which `what` is sent: a new one whenever it is another than last time. */
export function attemptOf(last: Attempt | null, what: unknown): Attempt {
  const sent = JSON.stringify(what)
  return last?.sent === sent ? last : { key: crypto.randomUUID(), sent }
}
