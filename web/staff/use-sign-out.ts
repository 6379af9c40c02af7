import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { signOut, signOutEverywhere } from './api.ts'

/** Ends the session, or all that one has; nothing that was fetched stays in the browser. */
export function useSignOut(which: 'here' | 'everywhere' = 'here'): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async function leave() {
    await (which === 'here' ? signOut() : signOutEverywhere())
    queries.clear()
    await navigate({ to: '/staff/sign-in' })
  }
}
