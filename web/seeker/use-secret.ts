import { useCallback, useEffect, useState } from 'react'
import { forgetSecret, keepSecret, secretOf, takeSecretFromAddress } from '../client/secret.ts'
import type { Holder } from '../client/secret.ts'

/** Told to the window when the page has locked itself. */
export const lockedEvent = 'fyrklang-locked'

/** The key of this visit. One that a link brought was taken out of the address before the first page was drawn. */
export function useSecret(holder: Holder) {
  const [secret, setSecret] = useState(() => secretOf(holder))
  // Another link opened in the same tab changes only what stands behind the `#`.
  useEffect(() => {
    const take = () => {
      if (takeSecretFromAddress()) setSecret(secretOf(holder))
    }
    const lose = () => setSecret(secretOf(holder))
    addEventListener('hashchange', take)
    addEventListener(lockedEvent, lose)
    return () => {
      removeEventListener('hashchange', take)
      removeEventListener(lockedEvent, lose)
    }
  }, [holder])
  const keep = useCallback(
    (found: string) => {
      keepSecret(holder, found)
      setSecret(found)
    },
    [holder],
  )
  const forget = useCallback(() => {
    forgetSecret(holder)
    setSecret(null)
  }, [holder])
  return { secret, keep, forget }
}
