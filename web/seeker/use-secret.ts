import { useCallback, useState } from 'react'
import { forgetSecret, keepSecret, secretOf, takeSecretFromAddress } from '../client/secret.ts'
import type { Holder } from '../client/secret.ts'

/** The key of this visit: from the address when a link brought it, else what was kept. */
export function useSecret(holder: Holder) {
  const [secret, setSecret] = useState(() => takeSecretFromAddress(holder) ?? secretOf(holder))
  const keep = useCallback((found: string) => {
    keepSecret(holder, found)
    setSecret(found)
  }, [holder])
  const forget = useCallback(() => {
    forgetSecret(holder)
    setSecret(null)
  }, [holder])
  return { secret, keep, forget }
}
