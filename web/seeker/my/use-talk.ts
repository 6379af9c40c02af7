import { useQuery, useQueryClient } from '@tanstack/react-query'
import { caseKey, talkKey } from '../../client/keys.ts'
import { talkOf } from '../api.ts'
import type { Talk } from '../api.ts'

/** The page's own copy of a talk; every change answers with the whole talk, which replaces it. */
export function useTalk(bookingId: string, secret: string | null) {
  return useQuery({
    queryKey: talkKey(bookingId),
    queryFn: () => talkOf(bookingId, secret),
    enabled: secret !== null,
    // Close to the time the counsellor may have changed something.
    refetchInterval: 60_000,
  })
}

export function useKeepTalk(bookingId: string) {
  const queries = useQueryClient()
  return (talk: Talk) => {
    queries.setQueryData(talkKey(bookingId), talk)
    void queries.invalidateQueries({ queryKey: caseKey })
  }
}
