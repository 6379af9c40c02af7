import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { signOut } from './api.ts'

/** Ends the session; nothing that was fetched stays in the browser. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async function leave() {
    await signOut()
    queries.clear()
    await navigate({ to: '/staff/sign-in' })
  }
}
