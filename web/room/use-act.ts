import { useCallback, useState } from 'react'

/**
 * Does one thing at a time and says when it could not be done. `act` gives true when it went well.
 */
export function useAct(after: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const act = useCallback(
    async (what: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true)
      setFailed(false)
      try {
        await what()
        await after()
        return true
      } catch {
        setFailed(true)
        return false
      } finally {
        setBusy(false)
      }
    },
    [after],
  )
  return { act, busy, failed }
}
