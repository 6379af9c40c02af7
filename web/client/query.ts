import { QueryClient } from '@tanstack/react-query'
import { ApiProblem, mayPass } from './problem.ts'

/** Waits as long as the server asked for, else 1, 2, 4 ... seconds, at most half a minute. */
export const retryDelay = (attempt: number, error: unknown): number =>
  error instanceof ApiProblem && error.retryAfter !== null
    ? error.retryAfter * 1000
    : Math.min(1000 * 2 ** attempt, 30_000)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; only what may pass by itself is asked again.
      retry: (attempts, error) => mayPass(error) && attempts < 3,
      retryDelay,
      staleTime: 10_000,
      // The banner says that the network is gone; a paused query would only look like a page that hangs.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
